import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from '@lancedb/lancedb';
import { pino } from 'pino';
import { NO_FILTER } from './chunk-filter.ts';
import { LanceChunkIndex } from './lance-chunk-index.ts';
import { batchOf, DIMENSIONS, hashOf } from './testing/chunks.ts';
import { killWhileBuilding } from './testing/kill-while-building.ts';

const FROM = 300;

let folder: string;
let index: LanceChunkIndex;

const open = () =>
  LanceChunkIndex.open({
    folder,
    model: 'words',
    dimensions: DIMENSIONS,
    logger: pino({ level: 'silent' }),
    vectorIndexFrom: FROM,
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'index-'));
  index = await open();
});

afterEach(async () => {
  await index.close();
  rmSync(folder, { recursive: true });
});

/** Vectors in all directions, no two of them alike. */
function vectorsOf(file: number, count: number): Float32Array[] {
  return Array.from({ length: count }, (_, at) =>
    Float32Array.from({ length: DIMENSIONS }, (__, axis) =>
      Math.sin((at + 1) * (axis + 1) * 12.9898 + file * 78.233),
    ),
  );
}

async function ingest(file: number, count: number): Promise<readonly Float32Array[]> {
  const vectors = vectorsOf(file, count);
  const texts = vectors.map((_, at) => `Lantern ${at} of ${file}.`);
  await index.upsert(batchOf(`file-${file}`, texts, { vectors }));
  return vectors;
}

async function nearest(vector: Float32Array, limit = 1): Promise<string[]> {
  const found = await index.searchVector(vector, { filter: NO_FILTER, limit });
  return found.map(({ rowId, score }) => `${rowId.split('-').at(-1)} ${score.toFixed(5)}`);
}

/** Rows that the vector index knows and does not know, and its parts; `null` when there is none. */
async function vectorIndex() {
  const connection = await connect(folder);
  const [name = ''] = await connection.tableNames();
  const indexes = await (await connection.openTable(name)).listIndices();
  const found = indexes.find(({ columns }) => columns.includes('vector'));
  if (found === undefined) return null;
  const { numIndexedRows: indexed, numUnindexedRows: rest, numSegments: segments } = found;
  return { indexed, rest, segments };
}

describe('the vector index', () => {
  it('is not built for a few vectors', async () => {
    await ingest(0, FROM - 1);

    await index.optimize();

    expect(await vectorIndex()).toBeNull();
  });

  it('finds and scores as the flat search did', async () => {
    const vectors = await ingest(0, FROM);
    await ingest(1, FROM);
    const query = vectors[100] ?? new Float32Array(DIMENSIONS);
    const flat = await nearest(query, 20);

    await index.optimize();

    expect(await vectorIndex()).toMatchObject({ indexed: 2 * FROM, rest: 0 });
    expect(await nearest(query, 20)).toEqual(flat);
    expect(flat[0]).toBe('100 1.00000');
  });

  it('is joined into one segment at rest', async () => {
    await ingest(0, FROM);
    await index.optimize();
    const [late = new Float32Array()] = await ingest(1, FROM);
    await index.optimize();
    expect((await vectorIndex())?.segments).toBe(2);

    await index.settle();

    expect(await vectorIndex()).toEqual({ indexed: 2 * FROM, rest: 0, segments: 1 });
    expect(await nearest(late)).toEqual(['0 1.00000']);
  });

  it('hides nothing that came after it, and shows nothing that went', async () => {
    const [first = new Float32Array()] = await ingest(0, FROM);
    await index.optimize();

    const [late = new Float32Array()] = await ingest(1, 2);
    expect((await vectorIndex())?.rest).toBe(2);
    expect(await nearest(late)).toEqual(['0 1.00000']);

    await index.deleteFile(hashOf('file-0'));
    expect(await nearest(first, 400)).toHaveLength(2);
  });

  it('lets writes pass while it is built, and searches find them', async () => {
    await ingest(0, 3000);
    const building = index.optimize();

    const [late = new Float32Array()] = await ingest(1, 2);
    expect(await nearest(late)).toEqual(['0 1.00000']);
    await index.deleteFile(hashOf('file-0'));
    await building;

    expect(await nearest(late, 400)).toHaveLength(2);
  });

  it('is built by the next start when the process was killed while building it', async () => {
    const vectors = await ingest(0, 3000);
    await index.close();
    await killWhileBuilding(folder, FROM);
    index = await open();
    expect(await vectorIndex()).toBeNull();
    expect(await nearest(vectors[7] ?? new Float32Array())).toEqual(['7 1.00000']);

    await index.optimize();

    expect(await vectorIndex()).toMatchObject({ indexed: 3000, rest: 0 });
    expect(await nearest(vectors[7] ?? new Float32Array())).toEqual(['7 1.00000']);
  });
});
