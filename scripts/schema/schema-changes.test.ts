import { describe, expect, it } from '@jest/globals';
import { findBreakingChanges } from 'graphql';
import { readApiSchema } from './api-schema.ts';
import { composeSupergraph, readSubgraphs } from './compose-supergraph.ts';
import { readNamedOperations } from './named-operations.ts';
import { findSchemaChanges } from './schema-changes.ts';

const operations = readNamedOperations();
const base = { sdl: composeSupergraph(readSubgraphs()).sdl, operations };

/** The supergraph with parts replaced, each of which must be there. */
const change = (...changes: readonly (readonly [from: string, to: string])[]) => {
  let { sdl } = base;
  for (const [from, to] of changes) {
    expect(sdl.includes(from)).toBe(true);
    sdl = sdl.replace(from, to);
  }
  return { sdl, operations };
};

describe('findSchemaChanges', () => {
  it('finds nothing between a schema and itself', async () => {
    expect(await findSchemaChanges(base, base)).toEqual([]);
  });

  it('lists a field that went, with the operations that select it, and the one in its place', async () => {
    const changed = change(['sizeBytes: Float!', 'bytes: Float!']);

    expect(await findSchemaChanges(base, changed)).toEqual([
      expect.objectContaining({
        level: 'breaking',
        type: 'FIELD_REMOVED',
        path: 'File.sizeBytes',
        touches: ['AgentListFiles', 'Files', 'IngestText'],
      }),
      expect.objectContaining({ level: 'safe', path: 'File.bytes', touches: [] }),
    ]);
  });

  it('lists an argument that became necessary, though nobody is known to send it', async () => {
    const changed = change(['kind: ModelKind\n', 'kind: ModelKind!\n']);

    expect(await findSchemaChanges(base, changed)).toEqual([
      expect.objectContaining({ level: 'breaking', path: 'Query.models.kind', touches: [] }),
    ]);
  });

  it('lists a new enum value as dangerous, for whoever sends or reads the enum', async () => {
    const changed = change(['KEYWORD @join__enumValue(graph: RETRIEVAL)', 'KEYWORD\n  VISUAL']);

    expect(await findSchemaChanges(base, changed)).toEqual([
      expect.objectContaining({
        level: 'dangerous',
        path: 'SearchMode.VISUAL',
        touches: ['Search'],
      }),
    ]);
  });

  it('lists an input field for whoever sends the input, and what is new for those that use it', async () => {
    const changed = change(
      ['agentId: ID!\n', 'agentId: ID!\n  tone: String!\n'],
      ['modelSwitch: ModelSwitch', 'modelSwitch: ModelSwitch now: String'],
    );
    const clock = { name: 'Clock', file: 'Clock.graphql', text: 'query Clock { now }' };

    const changes = await findSchemaChanges(base, {
      ...changed,
      operations: [...operations, clock],
    });

    expect(changes.map(({ level, path, touches }) => ({ level, path, touches }))).toEqual([
      { level: 'breaking', path: 'AskInput.tone', touches: ['Ask', 'BeginAsk'] },
      { level: 'safe', path: 'Query.now', touches: ['Clock'] },
    ]);
  });

  it('knows the operations by which the agents reach entities', async () => {
    const changed = change(['The words cited, as', 'Words as']);
    const [found] = await findSchemaChanges(base, changed);

    expect(found).toMatchObject({ level: 'safe', path: 'Citation.quote' });
    expect(found?.touches).toContain('AgentCitedPassages');
  });

  it('does not mind what clients never see', async () => {
    const sdl = base.sdl.replaceAll('http://127.0.0.1:8001', 'https://worker.example');

    expect(await findSchemaChanges(base, { sdl, operations })).toEqual([]);
  });

  it('looks at the operations of the base too: their senders do not know yet that they are gone', async () => {
    const changed = change(['sizeBytes: Float!', 'bytes: Float!']);

    const [removed] = await findSchemaChanges(base, { ...changed, operations: [] });

    expect(removed?.touches).toEqual(['AgentListFiles', 'Files', 'IngestText']);
  });

  it.each([
    ['totalCount: Int!', 'totalCount: String!'],
    ['sizeBytes: Float!', 'sizeBytes: Float'],
    ['  KEYWORD @join__enumValue(graph: RETRIEVAL)', '  WORDS'],
    ['scalar JSON\n', 'enum JSON { NONE }\nscalar Any\n'],
  ])('calls breaking what graphql-js does: %j for %j', async (from, to) => {
    const changed = change([from, to]);
    const known = findBreakingChanges(readApiSchema(base.sdl), readApiSchema(changed.sdl));

    const found = await findSchemaChanges(base, changed);

    expect(known).not.toEqual([]);
    expect(found[0]?.level).toBe('breaking');
  });
});
