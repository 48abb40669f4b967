import { withTags } from '../shared/cache/cache.ts';
import type { Cache, CacheResult } from '../shared/cache/types.ts';
import { fileTag, modelTag, SEARCH_TAG } from '../shared/service/cache-tags.ts';
import { highlight } from '../shared/text/highlight.ts';
import { wordsOf } from '../shared/text/words.ts';
import type { ChunkIndex } from './chunk-index.ts';
import type { ContentVersion } from './content-version.ts';
import type { Finding, PassageFinder } from './passage-finder.ts';
import type { SearchArguments } from './search-arguments.ts';
import { isPassing, type SearchNoticeCode } from './search-notice.ts';
import { titleOf } from './title-of.ts';

/** One passage that was found. Scores are 0…1 and comparable within one result only. */
export interface SearchHit {
  readonly rank: number;
  readonly score: number;
  readonly keywordScore: number | null;
  readonly semanticScore: number | null;
  /** Of its file, or the file's name. */
  readonly title: string;
  /** In its file, from 0. */
  readonly position: number;
  readonly text: string;
  readonly highlight: string | null;
  readonly chunkId: string;
  readonly fileHash: string;
}

/** What is kept: nothing of the request that happened to compute it. */
export interface FoundHits {
  readonly hits: readonly SearchHit[];
  readonly totalHits: number;
  readonly notices: readonly SearchNoticeCode[];
}

export interface SearchParts {
  readonly cache: Cache;
  readonly index: ChunkIndex;
  readonly finder: PassageFinder;
  readonly contentVersion: ContentVersion;
  readonly model: string;
  /** The model's weight in hybrid search. */
  readonly fusionWeight: number;
}

/** `search`, cached under everything that its answer depends on. */
export function search(
  parts: SearchParts,
  asked: SearchArguments,
): Promise<CacheResult<FoundHits>> {
  return parts.cache.getOrLoad<FoundHits>(
    {
      kind: 'search',
      key: {
        ...asked,
        model: parts.model,
        fusionWeight: parts.fusionWeight,
        index: parts.index.generation,
        content: parts.contentVersion.current,
      },
      text: asked.query,
      tags: [SEARCH_TAG, modelTag(parts.model)],
    },
    async () => {
      const finding = await parts.finder.find({ ...asked, limit: asked.first });
      const found = await toHits(parts.index, asked, finding);
      const options = isPassing(found.notices) ? { ttlSeconds: 0 } : {};
      return withTags(found, tagsOf(parts.model, found), options);
    },
  );
}

/** What the answer depends on, kept or not. */
export function tagsOf(model: string, { hits }: FoundHits): string[] {
  return [...new Set([SEARCH_TAG, modelTag(model), ...hits.map((hit) => fileTag(hit.fileHash))])];
}

async function toHits(
  index: ChunkIndex,
  { query, offset }: SearchArguments,
  finding: Finding,
): Promise<FoundHits> {
  const texts = finding.passages.map(({ text }) => text);
  const { match, mayMatch } = await index.matcher(query, texts);
  return {
    totalHits: finding.totalHits,
    notices: finding.notice === null ? [] : [finding.notice],
    hits: finding.passages.map((passage, at) => ({
      rank: offset + at + 1,
      score: passage.score,
      keywordScore: passage.keywordScore,
      semanticScore: passage.semanticScore,
      title: titleOf(passage),
      position: passage.index,
      text: passage.text,
      highlight: highlight(passage.text, match, wordsOf(passage.text, mayMatch)),
      chunkId: passage.chunkId,
      fileHash: passage.fileHash,
    })),
  };
}
