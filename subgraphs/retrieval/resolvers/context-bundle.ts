import { toCacheInfo } from '../../shared/service/cache-info.ts';
import { findContextBundle } from '../context-bundle.ts';
import type { ContextBundleResolvers } from '../generated/resolvers.ts';

export const ContextBundle = {
  __resolveReference: async ({ id }, { parts, cacheTags }) => {
    const bundle = await findContextBundle(parts, id);
    for (const tag of bundle?.cacheTags ?? []) cacheTags.add(tag);
    return bundle;
  },
  query: (bundle) => bundle.asked.query,
  tokenBudget: (bundle) => bundle.asked.tokenBudget,
  text: (bundle) => bundle.result.value.text,
  tokenCount: (bundle) => bundle.result.value.tokenCount,
  sections: (bundle) => bundle.result.value.sections,
  citations: (bundle) => bundle.result.value.citations,
  cache: (bundle) => toCacheInfo(bundle.result),
} satisfies ContextBundleResolvers;
