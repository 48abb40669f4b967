import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Embedder } from '../../subgraphs/shared/embedding/embedder.ts';

const BATCH_SIZE = 32;

/**
 * The vectors of `texts`, from a file of an earlier run when the model and the texts are the same; otherwise computed,
 * with `onProgress(done, all)` now and then, and kept.
 */
export async function embedOnce(
  embedder: Embedder,
  texts: readonly string[],
  options: { folder: string; onProgress: (done: number, all: number) => void },
): Promise<Float32Array[]> {
  const digest = createHash('sha256').update(JSON.stringify([embedder.model, texts]));
  const path = join(options.folder, `${digest.digest('hex').slice(0, 16)}.f32`);
  const stored = await readFile(path).catch(() => null);
  if (stored !== null) return cut(toFloats(stored), embedder.dimensions);
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += BATCH_SIZE) {
    vectors.push(...(await embedder.embed(texts.slice(start, start + BATCH_SIZE))));
    options.onProgress(vectors.length, texts.length);
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, Buffer.concat(vectors.map((vector) => Buffer.from(vector.buffer))));
  return vectors;
}

function toFloats(bytes: Buffer): Float32Array {
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function cut(floats: Float32Array, dimensions: number): Float32Array[] {
  return Array.from({ length: floats.length / dimensions }, (_, at) =>
    floats.slice(at * dimensions, (at + 1) * dimensions),
  );
}
