/** One answer off a connection. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const HEAD_END = '\r\n\r\n';
const LINE_END = '\r\n';
const NOTHING = Buffer.alloc(0);

/**
 * Cuts the bytes of one HTTP/1.1 connection into answers, by `content-length` or chunks. It does no more than that: of the processor
 * that it shares with the subgraphs it must leave as much as it can.
 */
export class AnswerReader {
  #pending: Buffer = NOTHING;

  /** The next answer once its last byte has come; undefined until then. Throws at what is no HTTP answer. */
  read(bytes: Buffer): HttpAnswer | undefined {
    const buffer = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    this.#pending = buffer;
    const headEnd = buffer.indexOf(HEAD_END);
    if (headEnd === -1) return undefined;
    const head = buffer.toString('latin1', 0, headEnd);
    const bodyStart = headEnd + HEAD_END.length;
    const found = isChunked(head)
      ? readChunks(buffer, bodyStart)
      : readLength(buffer, bodyStart, head);
    if (found === undefined) return undefined;
    this.#pending = buffer.subarray(found.end);
    return { status: statusOf(head), body: found.body };
  }
}

interface Found {
  readonly body: Buffer;
  /** Where the next answer begins. */
  readonly end: number;
}

function readLength(buffer: Buffer, start: number, head: string): Found | undefined {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${head}`);
  const end = start + Number(length);
  return buffer.length < end ? undefined : { body: buffer.subarray(start, end), end };
}

function readChunks(buffer: Buffer, start: number): Found | undefined {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = buffer.indexOf(LINE_END, at);
    if (lineEnd === -1) return undefined;
    const length = Number.parseInt(buffer.toString('latin1', at, lineEnd), 16);
    const dataStart = lineEnd + LINE_END.length;
    const end = dataStart + length + LINE_END.length;
    if (buffer.length < end) return undefined;
    if (length === 0)
      return { body: chunks.length === 1 ? (chunks[0] ?? NOTHING) : Buffer.concat(chunks), end };
    chunks.push(buffer.subarray(dataStart, dataStart + length));
    at = end;
  }
}

function isChunked(head: string): boolean {
  return /\r\ntransfer-encoding: *chunked/i.test(head);
}

function statusOf(head: string): number {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  if (status === undefined) throw new Error(`no HTTP answer: ${head.slice(0, 80)}`);
  return Number(status);
}
