import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { countCommits } from './count-commits.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'count-commits-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('countCommits', () => {
  it('counts transactions, whatever they wrote, and those of this generation of the log alone', () => {
    const path = join(folder, 'counted.db');
    const database = new Database(path);
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (text)');
    const before = countCommits(`${path}-wal`);
    database.exec("INSERT INTO t VALUES ('one')");
    database.exec(`BEGIN; INSERT INTO t VALUES ('${'x'.repeat(20_000)}'), ('three'); COMMIT`);
    const after = countCommits(`${path}-wal`);
    database.exec("PRAGMA wal_checkpoint(RESTART); INSERT INTO t VALUES ('four')");
    const anew = countCommits(`${path}-wal`);
    database.close();

    expect(after.commits - before.commits).toBe(2);
    expect(after.generation).toBe(before.generation);
    expect(anew.commits).toBe(1);
    expect(anew.generation).not.toBe(after.generation);
  });
});
