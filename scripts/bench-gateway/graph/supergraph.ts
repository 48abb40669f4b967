import { composeSupergraph } from '../../schema/compose-supergraph.ts';
import { type SubgraphName, schemas, subgraphNames } from './schemas.ts';

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@external", "@cacheTag"])`;

/**
 * The supergraph, with the subgraphs at `urls`. `isTagged` names with `@cacheTag` what drops an answer, without which this gateway
 * keeps none; the other gateways know no such directive.
 */
export function benchSupergraph(
  urls: Readonly<Record<SubgraphName, string>>,
  { isTagged }: { readonly isTagged: boolean },
): string {
  const sdlOf = (name: SubgraphName) =>
    isTagged
      ? LINK + schemas[name].replace('[Product!]!', '[Product!]! @cacheTag(format: "products")')
      : schemas[name];
  return composeSupergraph(
    subgraphNames.map((name) => ({ name, url: urls[name], sdl: sdlOf(name) })),
  ).sdl;
}
