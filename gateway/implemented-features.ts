import { type ConstDirectiveNode, Kind, parse, print, visit } from 'graphql';

/** Features that the supergraph demands of whoever executes it, and that are done here and not in the library. */
const implementedHere = ['https://specs.apollo.dev/cacheTag/'];

/**
 * The supergraph without the demands that this gateway meets itself. `@cacheTag` is one: composition marks it as
 * necessary for execution, the library refuses what it does not know, and the response cache is what obeys it.
 */
export function withoutImplementedFeatures(supergraphSdl: string): string {
  return print(
    visit(parse(supergraphSdl), {
      Directive: (node) =>
        node.name.value === 'link' && isImplemented(node as ConstDirectiveNode) ? null : undefined,
    }),
  );
}

function isImplemented(link: ConstDirectiveNode): boolean {
  const url = link.arguments?.find(({ name }) => name.value === 'url')?.value;
  return (
    url?.kind === Kind.STRING && implementedHere.some((feature) => url.value.startsWith(feature))
  );
}
