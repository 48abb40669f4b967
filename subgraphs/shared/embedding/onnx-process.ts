import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';

/** By name only: the package is optional, and its types are not there when it is not. */
const PACKAGE = '@huggingface/transformers';

const INSTALL = `needs the optional package ${PACKAGE}: put \`onnxruntime-node-install=skip\` into .npmrc, then run \`npm install --save-exact ${PACKAGE}\``;

type Extract = (
  texts: string[],
  options: { pooling: 'mean'; normalize: boolean },
) => Promise<{ tolist(): number[][] }>;

/** The part of the package that is used here. */
const library = z.object({
  // Itself, not a copy: what is set in it counts.
  env: z.custom<object>((value) => typeof value === 'object' && value !== null),
  pipeline: z.custom<
    (task: string, model: string, options: Record<string, unknown>) => Promise<Extract>
  >((value) => typeof value === 'function'),
});

let opened: Promise<Extract> | undefined;

/** What the pool runs in its child process. Faults are answers, because an error loses its reason on the way. */
export default async function embed(work: {
  texts: string[];
  folder: string;
}): Promise<{ vectors: number[][] } | { reason: string }> {
  try {
    opened ??= open(work.folder);
    const extract = await opened;
    const output = await extract(work.texts, { pooling: 'mean', normalize: true });
    return { vectors: output.tolist() };
  } catch (error) {
    opened = undefined;
    return { reason: reasonOf(error, work.folder) };
  }
}

async function open(folder: string): Promise<Extract> {
  const name: string = PACKAGE;
  const { env, pipeline } = library.parse(await import(name));
  // Nothing is ever fetched: a file that is missing is an error, not a download.
  const path = resolve(folder);
  Object.assign(env, { allowRemoteModels: false, localModelPath: dirname(path) });
  return pipeline('feature-extraction', basename(path), { dtype: 'fp32', local_files_only: true });
}

function reasonOf(error: unknown, folder: string): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') return INSTALL;
  const message = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  return `cannot be opened from EMBEDDING_ONNX_FOLDER (${folder}), which must hold config.json, tokenizer.json and onnx/model.onnx: ${message}`;
}
