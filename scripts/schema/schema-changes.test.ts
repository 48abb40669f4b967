import { describe, expect, it } from '@jest/globals';
import { composeSupergraph, readSubgraphs } from './compose-supergraph.ts';
import { findSchemaChanges } from './schema-changes.ts';

const compose = (change: (sdl: string) => string) =>
  composeSupergraph(readSubgraphs().map((source) => ({ ...source, sdl: change(source.sdl) }))).sdl;

const base = compose((sdl) => sdl);

describe('findSchemaChanges', () => {
  it('finds nothing between a schema and itself', () => {
    expect(findSchemaChanges(base, base)).toEqual({ breaking: [], dangerous: [] });
  });

  it('lists a field that went and an argument that became necessary', () => {
    const changed = compose((sdl) =>
      sdl
        .replace('"Size in bytes."\n  sizeBytes: Float!', '')
        .replace('kind: ModelKind)', 'kind: ModelKind!)'),
    );

    const { breaking } = findSchemaChanges(base, changed);

    expect(breaking).toEqual([
      'FIELD_REMOVED: File.sizeBytes was removed.',
      expect.stringMatching(/Query\.models.*kind.*changed type/),
    ]);
  });

  it('lists a new enum value as dangerous only', () => {
    const changed = compose((sdl) =>
      sdl.replace('enum SearchMode {', 'enum SearchMode { "By pictures." VISUAL '),
    );

    const { breaking, dangerous } = findSchemaChanges(base, changed);

    expect(breaking).toEqual([]);
    expect(dangerous).toEqual([expect.stringContaining('VISUAL')]);
  });

  it('does not mind what clients never see', () => {
    const changed = base.replaceAll('http://127.0.0.1:8001', 'https://worker.example');

    expect(findSchemaChanges(base, changed)).toEqual({ breaking: [], dangerous: [] });
  });
});
