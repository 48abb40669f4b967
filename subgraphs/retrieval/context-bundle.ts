import { withTags } from '../shared/cache/cache.ts';
import type { CacheResult } from '../shared/cache/types.ts';
import { CONTEXT_TAG, fileTag, modelTag } from '../shared/service/cache-tags.ts';
import { countTokens, TOKEN_ENCODING } from '../shared/text/token-count.ts';
import { type BundleArguments, bundleId } from './bundle-arguments.ts';
import { packBundle } from './bundle-packing.ts';
import type { BundleStore } from './bundle-store.ts';
import { type ChosenPassage, sectionText } from './bundle-text.ts';
import type { Modality } from './chunk-filter.ts';
import type { FoundPassage } from './passage-finder.ts';
import type { SearchParts } from './search.ts';
import { isPassing, type SearchNotice, type SearchNoticeCode, toNotice } from './search-notice.ts';
import { titleOf } from './title-of.ts';

export interface Citation {
  readonly number: number;
  /** Stands word for word in the chunk. */
  readonly quote: string;
  readonly chunkId: string;
  readonly fileHash: string;
}

export interface ContextSection {
  readonly title: string;
  readonly modality: Modality;
  readonly text: string;
  readonly citations: readonly number[];
}

/** What is kept of a bundle. */
export interface BundleContent {
  readonly text: string;
  readonly tokenCount: number;
  readonly sections: readonly ContextSection[];
  readonly citations: readonly Citation[];
  readonly notices: readonly SearchNoticeCode[];
}

export interface ContextBundle {
  readonly id: string;
  readonly asked: BundleArguments;
  readonly result: CacheResult<BundleContent>;
  readonly notices: readonly SearchNotice[];
  /** What the bundle was built from, whether it is kept or not. */
  readonly cacheTags: readonly string[];
}

export interface BundleParts extends SearchParts {
  readonly bundles: BundleStore;
}

/** A passage that scores less than this part of the best one would only dilute a prompt. */
const RELEVANCE_FLOOR = 0.15;

/** Passages to choose from: more than fit, unless they are very short. */
const TOKENS_PER_PASSAGE = 40;
const FEWEST_PASSAGES = 20;

/** The best passages for a question within a token budget, cached under everything that they depend on. */
export async function buildContextBundle(
  parts: BundleParts,
  asked: BundleArguments,
): Promise<ContextBundle> {
  const id = bundleId(asked);
  const result = await parts.cache.getOrLoad<BundleContent>(
    {
      kind: 'context',
      key: {
        ...asked,
        model: parts.model,
        fusionWeight: parts.fusionWeight,
        index: parts.index.generation,
        tokens: TOKEN_ENCODING,
        content: parts.contentVersion.current,
      },
      text: asked.query,
      tags: [CONTEXT_TAG, modelTag(parts.model)],
    },
    async () => {
      const content = await compute(parts, asked);
      const options = isPassing(content.notices) ? { ttlSeconds: 0 } : {};
      return withTags(content, tagsOf(parts.model, content), options);
    },
  );
  await parts.bundles.remember(id, asked);
  const notices = result.value.notices.map(toNotice);
  return { id, asked, result, notices, cacheTags: tagsOf(parts.model, result.value) };
}

function tagsOf(model: string, { citations }: BundleContent): string[] {
  const files = citations.map((citation) => fileTag(citation.fileHash));
  return [...new Set([CONTEXT_TAG, modelTag(model), ...files])];
}

/** The bundle that an id was given out for, from today's content; `null` for an unknown id. */
export async function findContextBundle(
  parts: BundleParts,
  id: string,
): Promise<ContextBundle | null> {
  const asked = await parts.bundles.find(id);
  return asked && buildContextBundle(parts, asked);
}

async function compute(parts: BundleParts, asked: BundleArguments): Promise<BundleContent> {
  const { passages, notice } = await parts.finder.find({
    query: asked.query,
    filter: asked.filter,
    mode: 'HYBRID',
    minScore: null,
    limit: Math.max(FEWEST_PASSAGES, Math.ceil(asked.tokenBudget / TOKENS_PER_PASSAGE)),
  });
  const floor = (passages[0]?.score ?? 0) * RELEVANCE_FLOOR;
  const relevant = passages.filter(({ score }) => score >= floor).map(toChosen);
  const { text, tokenCount, sections } = packBundle(relevant, { ...asked, countTokens });
  const numbered = sections.flatMap((section) => section.passages);
  return {
    text,
    tokenCount,
    notices: notice === null ? [] : [notice],
    sections: sections.map((section) => ({
      title: section.title,
      modality: section.modality,
      text: sectionText(section, asked.format),
      citations: section.passages.map(({ number }) => number),
    })),
    citations: numbered.map((passage) => ({
      number: passage.number,
      quote: passage.text,
      chunkId: passage.chunkId,
      fileHash: passage.fileHash,
    })),
  };
}

function toChosen(passage: FoundPassage): ChosenPassage {
  return { ...passage, title: titleOf(passage) };
}
