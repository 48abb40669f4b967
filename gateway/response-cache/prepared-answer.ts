import type { CacheResult } from '../../subgraphs/shared/cache/types.ts';
import type { AnswerAlias } from './answer-aliases.ts';
import { answerHeaders } from './answer-headers.ts';
import type { CompressedBodies } from './compressed-bodies.ts';
import { type KeptAnswer, keptIn } from './kept-answer.ts';
import { measured, type SentAnswer } from './send-answer.ts';

/** A kept answer as it goes out to one kind of request within one second. */
export interface PreparedAnswer extends SentAnswer {
  readonly value: string;
  readonly ageSeconds: number;
  readonly etag: string;
}

/**
 * What is sent for this entry; made once a second for each alias, and compressed once. Undefined when no answer may be kept
 * there.
 */
export function prepareAnswer(
  alias: AnswerAlias,
  found: CacheResult<string>,
  options: { readonly tagHeader: string | undefined; readonly compressed: CompressedBodies },
): PreparedAnswer | Promise<PreparedAnswer> | undefined {
  const { prepared } = alias;
  const isSame = prepared?.value === found.value;
  if (isSame && prepared.ageSeconds === Math.floor(found.ageSeconds)) return prepared;
  const kept = keptIn(found, alias.key);
  if (kept === undefined) return undefined;
  const prepare = (body: string | Buffer) => {
    alias.prepared = {
      value: found.value,
      ageSeconds: kept.ageSeconds,
      etag: kept.etag,
      ...measured(body),
      headers: headersOf(alias, kept, options.tagHeader),
    };
    return alias.prepared;
  };
  if (alias.coding === undefined) return prepare(kept.body);
  const body = options.compressed.read(kept, alias.coding);
  return body instanceof Promise ? body.then(prepare) : prepare(body);
}

function headersOf(alias: AnswerAlias, kept: KeptAnswer, tagHeader: string | undefined): string[] {
  const headers = {
    ...alias.headers,
    ...answerHeaders({ status: 'HIT', kept }, tagHeader),
    'cache-control': `max-age=${kept.maxAgeSeconds}, public`,
  };
  return Object.entries(headers).flat();
}
