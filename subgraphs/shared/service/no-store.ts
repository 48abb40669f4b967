import type { GraphQLResolveInfo } from 'graphql';

/**
 * Keeps the answer that this field belongs to out of every response cache: Apollo Server's `info.cacheControl`, which
 * is absent when the resolver runs without the server.
 */
export function markNoStore(info: GraphQLResolveInfo & { readonly cacheControl?: unknown }): void {
  const { cacheControl } = info;
  if (hasSetCacheHint(cacheControl)) cacheControl.setCacheHint({ maxAge: 0 });
}

function hasSetCacheHint(
  value: unknown,
): value is { setCacheHint(hint: { maxAge: number }): void } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'setCacheHint' in value &&
    typeof value.setCacheHint === 'function'
  );
}
