import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

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

const configPath = new URL('supergraph.yaml', schemaFolder);

const supergraphConfigSchema = z.strictObject({
  federation_version: z.string(),
  subgraphs: z.record(
    z.string(),
    z.strictObject({
      routing_url: z.string(),
      schema: z.strictObject({ file: z.string() }),
    }),
  ),
});

type SupergraphConfig = z.infer<typeof supergraphConfigSchema>;

const banner =
  '# Composed from the other files of this folder by `npm run schema:compose`; never edited by hand.\n\n';

/** The subgraphs as `schema/supergraph.yaml` names them, in its order. */
export function readSubgraphs(): SubgraphSource[] {
  return Object.entries(readSupergraphConfig().subgraphs).map(([name, subgraph]) => ({
    name,
    url: subgraph.routing_url,
    sdl: readFileSync(new URL(subgraph.schema.file, configPath), 'utf8'),
  }));
}

/** The configuration of composition, in rover's form. */
export function readSupergraphConfig(): SupergraphConfig {
  return supergraphConfigSchema.parse(parseYaml(readFileSync(configPath, 'utf8')));
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
