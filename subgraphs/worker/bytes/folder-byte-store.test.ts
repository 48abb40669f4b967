import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openFolderByteStore } from './folder-byte-store.ts';

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bytes-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the byte store', () => {
  it('keeps bytes under their hash', async () => {
    const bytes = await openFolderByteStore(folder, { maxBytes: 100 });

    const received = await bytes.receive(Readable.from([Buffer.from('hel'), Buffer.from('lo')]));
    await received.keep();

    expect(received).toMatchObject({ hash: HELLO, sizeBytes: 5 });
    expect(bytes.pathOf(HELLO)).toBe(join(folder, '2c', 'f2', HELLO));
    expect(readFileSync(bytes.pathOf(HELLO), 'utf8')).toBe('hello');
  });

  it('stops at the limit, names it, and leaves nothing behind', async () => {
    const bytes = await openFolderByteStore(folder, { maxBytes: 1024 * 1024 });
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += 1;
          yield Buffer.alloc(65536);
        }
      })(),
    );

    await expect(bytes.receive(endless)).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      message: expect.stringContaining('1048576 bytes (1 MiB)'),
    });

    expect(sent).toBeLessThan(20);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  it('leaves nothing behind when the sender breaks off', async () => {
    const bytes = await openFolderByteStore(folder, { maxBytes: 100 });
    const broken = new Readable({ read: () => undefined });
    broken.push('some');
    broken.destroy(new Error('connection reset'));

    await expect(bytes.receive(broken)).rejects.toThrow('connection reset');

    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  it('clears what an interrupted upload left, and takes removing twice', async () => {
    await openFolderByteStore(folder, { maxBytes: 100 });
    writeFileSync(join(folder, 'incoming', 'half'), 'hal');

    const bytes = await openFolderByteStore(folder, { maxBytes: 100 });
    await bytes.remove(HELLO);

    expect(existsSync(join(folder, 'incoming', 'half'))).toBe(false);
  });
});
