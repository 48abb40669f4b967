import type { CacheResult } from '../../shared/cache/types.ts';
import { DomainError } from '../../shared/service/domain-error.ts';
import type { ModelRecord } from '../models/model.ts';
import type { ModelRegistry } from '../models/model-registry.ts';
import { type EmbedDeps, embedTexts } from './embed-texts.ts';

const MAX_TEXTS = 256;
const MAX_CHARACTERS = 8_000;

/** One text's vector, the model that made it, and how it was served. */
export interface EmbeddedText {
  readonly model: ModelRecord;
  readonly result: CacheResult<Float32Array>;
}

/** Embeds texts for a client, by the stack's own model unless another is named. */
export async function embedForClient(
  deps: EmbedDeps & { readonly models: ModelRegistry },
  texts: readonly string[],
  modelName: string | null | undefined,
): Promise<EmbeddedText[]> {
  checkTexts(texts);
  const name = modelName ?? deps.embedder.model;
  const model = await deps.models.find(name);
  if (model === null) throw await unknownModel(deps.models, name);
  if (model.kind !== 'EMBEDDING')
    throw new DomainError(
      'BAD_USER_INPUT',
      `The model "${name}" is for ${model.kind}, not EMBEDDING.`,
    );
  if (!model.available)
    throw new DomainError(
      'MODEL_UNAVAILABLE',
      `The model "${name}" cannot be used: ${model.unavailableReason}`,
    );
  const results = await embedTexts(deps, texts);
  return results.map((result) => ({ model, result }));
}

function checkTexts(texts: readonly string[]): void {
  if (texts.length === 0 || texts.length > MAX_TEXTS)
    throw new DomainError('BAD_USER_INPUT', `Give 1 to ${MAX_TEXTS} texts; got ${texts.length}.`);
  for (const [index, text] of texts.entries()) {
    if (text.trim() === '')
      throw new DomainError('BAD_USER_INPUT', `\`texts[${index}]\` is empty.`);
    if (text.length > MAX_CHARACTERS)
      throw new DomainError(
        'BAD_USER_INPUT',
        `\`texts[${index}]\` has ${text.length} characters; at most ${MAX_CHARACTERS} are taken.`,
      );
  }
}

async function unknownModel(models: ModelRegistry, name: string): Promise<DomainError> {
  const known = (await models.list('EMBEDDING')).map((model) => model.name);
  return new DomainError(
    'NOT_FOUND',
    `There is no model "${name}". Embedding models here: ${known.join(', ')}.`,
  );
}
