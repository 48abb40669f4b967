import { Tinypool } from 'tinypool';
import { hasErrorCode } from '../service/domain-error.ts';
import { siblingProgram } from '../service/sibling-program.ts';
import type { Embedder } from './embedder.ts';
import { type EmbeddingSpec, spaceOf } from './embedding-spec.ts';
import { modelUnavailable } from './model-unavailable.ts';
import { ServerFault } from './server-fault.ts';
import { toVectors } from './to-vectors.ts';

/** The longest timer there is: the process stays once it has loaded the model. */
const NEVER_MS = 2 ** 31 - 1;
const BATCH_SIZE = 8;

/** What the child process answers: vectors, or why there are none. */
type Answer = { readonly vectors: number[][] } | { readonly reason: string };

/**
 * A model in a folder (`config.json`, `tokenizer.json`, `onnx/model.onnx`), run by the optional package
 * `@huggingface/transformers` in a process of its own. Opens it once to learn the size of its vectors; rejects with
 * MODEL_UNAVAILABLE, and what to do, when the package or the folder is not there.
 */
export async function createOnnxEmbedder(
  spec: EmbeddingSpec & { readonly folder: string },
): Promise<Embedder> {
  const { model, provider, maxInputTokens, fusionWeight } = spec;
  const pool = openPool();
  const embed = (texts: readonly string[], dimensions?: number) =>
    embedInBatches(pool, { texts, folder: spec.folder }, dimensions).catch((error) => {
      throw modelUnavailable(model, error);
    });
  const [first] = await embed(['How many numbers has a vector?'], spec.dimensions).catch(
    async (error) => {
      await pool.destroy();
      throw error;
    },
  );
  const dimensions = first?.length ?? 0;
  return {
    ...{ model, provider, dimensions, maxInputTokens, fusionWeight },
    space: spaceOf({ ...spec, dimensions }),
    embed: (texts) => embed(texts, dimensions),
    findFault: async () => {
      const fault = await embed(['ready'], dimensions).then(() => null, readMessage);
      return fault;
    },
    close: () => pool.destroy(),
  };
}

function openPool(): Tinypool {
  const program = siblingProgram('onnx-process', import.meta.url);
  return new Tinypool({
    filename: program.filename,
    runtime: 'child_process',
    execArgv: [...program.execArgv],
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: NEVER_MS,
  });
}

async function embedInBatches(
  pool: Tinypool,
  { texts, folder }: { texts: readonly string[]; folder: string },
  dimensions: number | undefined,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += BATCH_SIZE) {
    const batch = texts.slice(start, start + BATCH_SIZE);
    const answer: Answer = await pool.run({ texts: batch, folder });
    if ('reason' in answer) throw new ServerFault('refused', answer.reason);
    vectors.push(...toVectors(answer.vectors, { count: batch.length, dimensions }));
  }
  return vectors;
}

function readMessage(error: unknown): string {
  return hasErrorCode(error) ? error.message : 'The embedding model failed; see the log.';
}
