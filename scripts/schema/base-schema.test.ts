import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readBaseSchema } from './base-schema.ts';

let folder: string;

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: folder,
    stdio: 'ignore',
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'base-schema-'));
  git('init', '--initial-branch=main');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('readBaseSchema', () => {
  it('says that there is no main branch before the first commit', async () => {
    expect(await readBaseSchema(undefined, folder)).toMatchObject({
      ref: null,
      absence: expect.stringContaining('there is no commit origin/main or main'),
    });
  });

  it('says that the main branch has no schema yet', async () => {
    git('commit', '--allow-empty', '--message', 'first');

    expect(await readBaseSchema(undefined, folder)).toMatchObject({
      ref: 'main',
      absence: expect.stringContaining('has no schema/supergraph.graphql yet'),
    });
  });

  it('reads the committed file, not the one in the folder', async () => {
    mkdirSync(join(folder, 'schema'));
    writeFileSync(join(folder, 'schema/supergraph.graphql'), 'committed');
    git('add', '.');
    git('commit', '--message', 'first');
    writeFileSync(join(folder, 'schema/supergraph.graphql'), 'changed');

    expect(await readBaseSchema('main', folder)).toEqual({
      ref: 'main',
      sdl: 'committed',
      operations: [],
    });
  });

  it('reads the operations of that commit, those of inner folders too', async () => {
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write('schema/supergraph.graphql', 'type Query { a: Int }');
    write('schema/operations/Gone.graphql', 'query Gone { a }');
    write('subgraphs/agents/operations/worker/broken.graphql', 'query {{');
    git('add', '.');
    git('commit', '--message', 'first');
    rmSync(join(folder, 'schema/operations/Gone.graphql'));

    const base = await readBaseSchema('main', folder);

    expect(base).toMatchObject({
      operations: [
        { name: 'Gone', text: 'query Gone { a }' },
        { name: 'subgraphs/agents/operations/worker/broken.graphql', text: 'query {{' },
      ],
    });
  });

  it('takes no ref for an option of git', async () => {
    git('commit', '--allow-empty', '--message', 'first');

    expect(await readBaseSchema('--all', folder)).toMatchObject({ ref: null });
  });
});
