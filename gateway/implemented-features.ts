import { type ConstDirectiveNode, Kind, parse, print, visit } from 'graphql';

/** Features that the supergraph demands of whoever executes it, and that are done here and not in the library. */
const implementedHere = [
  'https://specs.apollo.dev/cacheTag/',
  'https://specs.apollo.dev/authenticated/v0.1',
  'https://specs.apollo.dev/requiresScopes/v0.1',
];

/**
 * The supergraph without the demands that this gateway meets itself: composition marks a feature as necessary for
 * execution or security, and the library refuses what it does not know. `@cacheTag` is obeyed by the response cache,
 * `@authenticated` and `@requiresScopes` by `authorization/`. `@policy` is not met, so it stays and is refused.
 */
export function withoutImplementedFeatures(supergraphSdl: string): string {
  return print(
    visit(parse(supergraphSdl), {
      Directive: (node) =>
        node.name.value === 'link' && isImplemented(node as ConstDirectiveNode)
          ? { ...node, arguments: node.arguments?.filter(({ name }) => name.value !== 'for') }
          : undefined,
    }),
  );
}

function isImplemented(link: ConstDirectiveNode): boolean {
  const url = link.arguments?.find(({ name }) => name.value === 'url')?.value;
  return (
    url?.kind === Kind.STRING && implementedHere.some((feature) => url.value.startsWith(feature))
  );
}
