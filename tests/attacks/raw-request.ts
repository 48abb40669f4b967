import { connect } from 'node:net';
import type { Answer } from './attack.ts';

/** What a server says to bytes that no HTTP client would send, until it closes or has given one answer. */
export function sendRaw(url: string, bytes: string | Buffer): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    const end = () => {
      socket.destroy();
      resolve(readAnswer(text));
    };
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (isWhole(text)) end();
    });
    socket.on('close', end);
    socket.on('error', end);
    socket.write(bytes);
  });
}

function isWhole(text: string): boolean {
  const at = text.indexOf('\r\n\r\n');
  const length = /^content-length: (\d+)/im.exec(text)?.[1];
  return at >= 0 && length !== undefined && text.length - at - 4 >= Number(length);
}

function readAnswer(text: string): Answer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [, ...lines] = head.split('\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0),
    headers: Object.fromEntries(
      lines.map((line) => {
        const [name = '', ...value] = line.split(': ');
        return [name.toLowerCase(), value.join(': ')];
      }),
    ),
    text: rest.join('\r\n\r\n'),
  };
}
