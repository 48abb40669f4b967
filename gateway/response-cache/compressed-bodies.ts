import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { KeptAnswer } from './kept-answer.ts';

const MAX_BYTES = 32 * 1024 * 1024;
/** As the framework compresses: more takes many times as long, and saves little. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const compress = {
  br: async (body: string) => promisify(brotliCompress)(body, BROTLI),
  gzip: async (body: string) => promisify(gzip)(body),
};

/** How a body is written, as `Content-Encoding` names it. */
export type ContentCoding = keyof typeof compress;

export function isContentCoding(name: unknown): name is ContentCoding {
  return typeof name === 'string' && Object.hasOwn(compress, name);
}

/** Kept answers as they go out compressed: made once, however many ask. Each is known by its entity tag, which only its bytes decide. */
export class CompressedBodies {
  readonly #ready = new LRUCache<string, Buffer>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ length }) => length,
  });
  readonly #underWay = new Map<string, Promise<Buffer>>();

  /** At once when it is there. */
  read({ etag, body }: KeptAnswer, coding: ContentCoding): Buffer | Promise<Buffer> {
    const key = `${coding} ${etag}`;
    return this.#ready.get(key) ?? this.#underWay.get(key) ?? this.#make(key, body, coding);
  }

  #make(key: string, body: string, coding: ContentCoding): Promise<Buffer> {
    const made = compress[coding](body)
      .then((bytes) => {
        this.#ready.set(key, bytes);
        return bytes;
      })
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, made);
    return made;
  }
}
