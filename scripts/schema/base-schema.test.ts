import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

    expect(await readBaseSchema('main', folder)).toEqual({ ref: 'main', sdl: 'committed' });
  });
});
