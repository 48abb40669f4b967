import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashOperation } from './hash-operation.ts';
import { readOperationManifest } from './operation-manifest.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manifest-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function write(content: unknown): Promise<string> {
  const path = join(folder, 'manifest.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const manifestOf = (id: string, body: string) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [{ id, name: 'Models', type: 'query', body }],
});

describe('a manifest of operations', () => {
  it('is read as operations by their hash', async () => {
    const body = '{ models { name } }';

    const manifest = await readOperationManifest(
      await write(manifestOf(hashOperation(body), body)),
    );

    expect([...manifest]).toEqual([[hashOperation(body), body]]);
  });

  it('stops the start when an operation is not the one of its id', async () => {
    const path = await write(manifestOf(hashOperation('{ a }'), '{ b }'));

    await expect(readOperationManifest(path)).rejects.toThrow(/id of Models must be the SHA-256/);
  });

  it.each(['not JSON', { format: 'another', version: 1, operations: [] }])(
    'stops the start when it is none: %j',
    async (content) => {
      const path = await write(content);

      await expect(readOperationManifest(path)).rejects.toThrow(/must be a manifest of format/);
    },
  );
});
