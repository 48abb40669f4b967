import type { EmbeddingsAnswer } from '../../shared/embedding/embeddings-answer.ts';
import { DomainError } from '../../shared/service/domain-error.ts';
import type { UserId } from '../../shared/service/user-id.ts';
import { fuse } from '../../shared/text/fusion.ts';
import { highlight } from '../../shared/text/highlight.ts';
import { isForeign } from '../../shared/text/query-language.ts';
import type { AgentStore } from '../agent-store.ts';
import { toStems } from '../extractive/stems.ts';
import type { MessageRecord } from '../message.ts';
import { noSuchAgent } from '../sessions.ts';
import type { MemoryIndexer } from './memory-indexer.ts';
import { type MemoryNotice, toMemoryNotice } from './memory-notice.ts';
import type { MemorySearch } from './memory-search.ts';
import type { TextEmbedder } from './text-embedder.ts';

/** A search that waits longer for its vector is answered by words. */
const EMBEDDING_TIMEOUT_MS = 5000;
/** The most words of a query that are looked for. */
const MAX_STEMS = 64;
const MAX_QUERY_LENGTH = 2000;
const MAX_HITS = 100;

/** What is to be remembered. */
export interface RecallQuery {
  readonly userId: UserId;
  readonly agentId: string;
  readonly query: string;
  /** How many hits at most. */
  readonly first: number;
  /** A session that is not looked into, because its words are known already. */
  readonly exceptSessionId?: string | null;
  readonly requestId?: string;
}

/** One remembered message. Scores are 0…1 and comparable within one answer only. */
export interface MemoryHit {
  readonly rank: number;
  readonly score: number;
  readonly keywordScore: number | null;
  readonly semanticScore: number | null;
  /** HTML: escaped, the query's words in `<mark>`. */
  readonly highlight: string | null;
  readonly message: MessageRecord;
}

export interface Recollection {
  readonly query: string;
  readonly hits: readonly MemoryHit[];
  readonly notices: readonly MemoryNotice[];
  readonly tookMs: number;
}

export interface RecallDeps {
  readonly agents: AgentStore;
  readonly search: MemorySearch;
  readonly embedder: TextEmbedder;
  /** Is told of the model that queries are embedded with, which may be new. */
  readonly indexer: MemoryIndexer;
}

/** Past conversations of an agent, by meaning and by words. */
export class Recall {
  readonly #deps: RecallDeps;

  constructor(deps: RecallDeps) {
    this.#deps = deps;
  }

  /** NOT_FOUND when there is no such agent, BAD_USER_INPUT on a query or a number that does not fit. */
  async recall(asked: RecallQuery): Promise<Recollection> {
    const startedAt = performance.now();
    const query = readQuery(asked);
    const { userId, agentId } = asked;
    if ((await this.#deps.agents.find(userId, agentId)) === null) throw noSuchAgent(agentId);
    const model = await this.#embed(query, asked.requestId);
    if (model !== null) this.#deps.indexer.expect(model.space);
    const isUnderstood = model?.language !== 'en' || !isForeign(query);
    const { words, meaning } = await this.#deps.search.find({
      agentId,
      stems: stemsOf(query),
      meaning: model && isUnderstood ? toMeaning(model) : null,
      exceptSessionId: asked.exceptSessionId ?? null,
    });
    const ranked = fuse(words, meaning, meaning.length === 0 ? 0 : (model?.fusionWeight ?? 0));
    const hits = await this.#read(asked, ranked.slice(0, asked.first));
    const notices = [
      ...(model === null ? [toMemoryNotice('MODEL_UNAVAILABLE')] : []),
      ...(isUnderstood ? [] : [toMemoryNotice('LANGUAGE_NOT_UNDERSTOOD')]),
    ];
    return { query, hits, notices, tookMs: performance.now() - startedAt };
  }

  /** Null when there is no vector to be had. */
  async #embed(query: string, requestId?: string): Promise<EmbeddingsAnswer | null> {
    const options = { timeoutMs: EMBEDDING_TIMEOUT_MS, ...(requestId && { requestId }) };
    return this.#deps.embedder.embed([query], options).catch(() => null);
  }

  async #read(
    { agentId, query }: RecallQuery,
    ranked: ReturnType<typeof fuse>,
  ): Promise<MemoryHit[]> {
    const ids = ranked.map(({ rowId }) => rowId);
    const messages = await this.#deps.search.read(agentId, ids);
    const asked = new Set(stemsOf(query));
    const matchOf = (word: string) => toStems(word).find((stem) => asked.has(stem));
    return ranked
      .flatMap(({ rowId, ...scores }) => {
        const message = messages.get(rowId);
        return message === undefined ? [] : [{ ...scores, message }];
      })
      .map((hit, at) => ({
        ...hit,
        rank: at + 1,
        highlight: highlight(hit.message.text, matchOf),
      }));
  }
}

function readQuery({ query: given, first }: RecallQuery): string {
  if (!Number.isInteger(first) || first < 0 || first > MAX_HITS) {
    throw badInput(`\`first\` must be between 0 and ${MAX_HITS}; got ${first}.`);
  }
  const query = given
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (query === '') {
    throw badInput('`query` must contain at least one character that is not white space.');
  }
  if (query.length <= MAX_QUERY_LENGTH) return query;
  throw badInput(
    `\`query\` must have at most ${MAX_QUERY_LENGTH} characters; got ${query.length}. Ask in fewer words.`,
  );
}

function badInput(message: string): DomainError {
  return new DomainError('BAD_USER_INPUT', message);
}

function stemsOf(query: string): string[] {
  return [...new Set(toStems(query))].slice(0, MAX_STEMS);
}

function toMeaning({ space, vectors: [vector] }: EmbeddingsAnswer) {
  return vector === undefined ? null : { space, vector };
}
