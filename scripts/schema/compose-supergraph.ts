import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** One subgraph's SDL and where the gateway finds it unless its environment says otherwise. */
export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** A remark of composition that is not an error: `code` is its kind, `message` names the element. */
export interface CompositionHint {
  readonly code: string;
  readonly message: string;
}

/** Composition failed; the message lists every reason. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError';
}

const schemaFolder = new URL('../../schema/', import.meta.url);

/** The committed supergraph. */
export const supergraphPath = new URL('supergraph.graphql', schemaFolder);

/** `cache-admin` runs inside the gateway: its address is only a name. */
const addresses: Readonly<Record<string, string>> = {
  worker: 'http://127.0.0.1:8001/graphql',
  retrieval: 'http://127.0.0.1:8002/graphql',
  agents: 'http://127.0.0.1:8003/graphql',
  'cache-admin': 'local:cache-admin',
};

const banner =
  '# Composed from the other files of this folder by `npm run schema:compose`; never edited by hand.\n\n';

/** The subgraphs as `schema/` holds them. */
export function readSubgraphs(): SubgraphSource[] {
  return Object.entries(addresses).map(([name, url]) => ({
    name,
    url,
    sdl: readFileSync(new URL(`${name}.graphql`, schemaFolder), 'utf8'),
  }));
}

/** The supergraph's SDL and what composition remarked; throws `CompositionError`. */
export function composeSupergraph(subgraphs: readonly SubgraphSource[]): {
  sdl: string;
  hints: CompositionHint[];
} {
  const composed = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (composed.errors !== undefined) {
    throw new CompositionError(composed.errors.map((error) => `  ${error.message}`).join('\n'));
  }
  return {
    sdl: `${banner}${composed.supergraphSdl}\n`,
    hints: composed.hints.map((hint) => ({ code: hint.definition.code, message: hint.message })),
  };
}
