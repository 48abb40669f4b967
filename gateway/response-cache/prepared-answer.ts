import type { CacheResult } from '../../subgraphs/shared/cache/types.ts';
import type { AnswerAlias } from './answer-aliases.ts';
import { answerHeaders } from './answer-headers.ts';
import { keptIn } from './kept-answer.ts';

/** A kept answer as it goes out to one kind of request within one second, but for its request id. */
export interface PreparedAnswer {
  readonly value: string;
  readonly ageSeconds: number;
  readonly etag: string;
  readonly body: string;
  readonly contentLength: string;
  /** `latin1` where it says the same as UTF-8, because it is written faster. */
  readonly encoding: 'latin1' | 'utf8';
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

/** What is sent for this entry; made once a second for each alias. Undefined when no answer may be kept there. */
export function prepareAnswer(
  alias: AnswerAlias,
  found: CacheResult<string>,
  tagHeader: string | undefined,
): PreparedAnswer | undefined {
  const { prepared } = alias;
  const isSame = prepared?.value === found.value;
  if (isSame && prepared.ageSeconds === Math.floor(found.ageSeconds)) return prepared;
  const kept = keptIn(found, alias.key);
  if (kept === undefined) return undefined;
  const { etag, body, ageSeconds, maxAgeSeconds } = kept;
  const bytes = Buffer.byteLength(body);
  const headers = {
    ...alias.headers,
    ...answerHeaders({ status: 'HIT', kept }, tagHeader),
    'cache-control': `max-age=${maxAgeSeconds}, public`,
  };
  alias.prepared = {
    value: found.value,
    ageSeconds,
    etag,
    body,
    contentLength: String(bytes),
    encoding: bytes === body.length ? 'latin1' : 'utf8',
    headers: Object.entries(headers).flat(),
  };
  return alias.prepared;
}
