import { fileTag, modelTag, sessionTag } from '../../subgraphs/shared/service/cache-tags.ts';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';
import type { CacheSelection } from './cache-endpoint.ts';

/** The graph's `InvalidateInput` without `services`. */
export interface InvalidateInput {
  readonly searchPattern?: string | null;
  readonly fileHash?: string | null;
  readonly model?: string | null;
  readonly sessionId?: string | null;
  readonly tags?: readonly string[] | null;
}

const MAX_LENGTH = 512;
const MAX_TAGS = 1000;
const selectors = ['searchPattern', 'fileHash', 'model', 'sessionId', 'tags'] as const;

/** What the input selects; throws BAD_USER_INPUT unless exactly one selector is given and says something. */
export function readInvalidateInput(input: InvalidateInput): CacheSelection {
  const given = selectors.filter((name) => input[name] !== undefined && input[name] !== null);
  if (given.length !== 1) {
    throw new DomainError(
      'BAD_USER_INPUT',
      `Exactly one of ${selectors.join(', ')} is needed; got ${given.join(' and ') || 'none'}.`,
    );
  }
  const { searchPattern, fileHash, model, sessionId, tags } = input;
  for (const text of [searchPattern, fileHash, model, sessionId, ...(tags ?? [])]) {
    if (text !== undefined && text !== null) requireText(String(given[0]), text);
  }
  if (searchPattern) return { pattern: searchPattern };
  if (fileHash) return { tags: [fileTag(fileHash)] };
  if (model) return { tags: [modelTag(model)] };
  if (sessionId) return { tags: [sessionTag(sessionId)] };
  return { tags: requireTags(tags ?? []) };
}

function requireText(name: string, text: string): void {
  if (text.trim() !== '' && text.length <= MAX_LENGTH) return;
  throw new DomainError(
    'BAD_USER_INPUT',
    `\`${name}\` needs 1 to ${MAX_LENGTH} characters that are not all blank; got ${text.length}.`,
  );
}

function requireTags(tags: readonly string[]): readonly string[] {
  if (tags.length > 0 && tags.length <= MAX_TAGS) return tags;
  throw new DomainError(
    'BAD_USER_INPUT',
    `\`tags\` needs 1 to ${MAX_TAGS} tags; got ${tags.length}.`,
  );
}
