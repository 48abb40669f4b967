import type { CompositionHint } from './compose-supergraph.ts';

/** Remarks of composition that were looked at and are meant so. */
const reviewed: readonly { readonly code: string; readonly about: RegExp; readonly why: string }[] =
  [
    {
      code: 'INCONSISTENT_OBJECT_VALUE_TYPE_FIELD',
      about: /^Field "CacheStatsByService\.\w+"/,
      why: 'every service adds its own field, which makes the plan ask all of them',
    },
    {
      code: 'UNUSED_ENUM_TYPE',
      about: /^Enum type "CacheControlScope"/,
      why: 'it types an argument of @cacheControl, which composition drops',
    },
  ];

/** Why a hint is meant so; undefined when nobody has looked at it. */
export function reasonFor(hint: CompositionHint): string | undefined {
  return reviewed.find(({ code, about }) => code === hint.code && about.test(hint.message))?.why;
}
