import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { DomainError } from '../../shared/service/domain-error.ts';
import type { ByteStore, ReceivedBytes } from './byte-store.ts';

/** Keeps bytes under `folder/ab/cd/<sha256>`; what arrives lies in `folder/incoming` until it is complete. */
export async function openFolderByteStore(
  folder: string,
  options: { maxBytes: number },
): Promise<ByteStore> {
  const incoming = join(folder, 'incoming');
  // What an interrupted upload left: nobody was ever told that it had arrived.
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
  return {
    pathOf,
    receive: async (content) => {
      const path = join(incoming, randomUUID());
      try {
        const { hash, sizeBytes } = await writeDurably(content, path, options.maxBytes);
        return toReceived(hash, sizeBytes, path, pathOf(hash));
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },
    remove: (hash) => rm(pathOf(hash), { force: true }),
  };
}

function toReceived(hash: string, sizeBytes: number, path: string, goal: string): ReceivedBytes {
  return {
    hash,
    sizeBytes,
    path,
    keep: async () => {
      await mkdir(dirname(goal), { recursive: true });
      await rename(path, goal);
      await syncFolder(dirname(goal));
    },
    discard: () => rm(path, { force: true }),
  };
}

async function writeDurably(content: Readable, path: string, maxBytes: number) {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  // The sender may break off before the loop below listens; the loop meets the error all the same.
  content.once('error', () => undefined);
  const file = await open(path, 'wx');
  try {
    // A stream that is refused stays open: destroyed, the rest of a request could not be read and the answer not sent.
    for await (const piece of content.iterator({ destroyOnReturn: false })) {
      const bytes: Buffer = piece;
      sizeBytes += bytes.length;
      if (sizeBytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(bytes);
      await writeWhole(file, bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: hash.digest('hex'), sizeBytes };
}

async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  let offset = 0;
  while (offset < bytes.length) offset += (await file.write(bytes, offset)).bytesWritten;
}

/** A rename lasts only when the folder that names the file is on disk too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** PAYLOAD_TOO_LARGE, naming the limit. */
export function tooLarge(maxBytes: number): DomainError {
  const mebibytes = Math.round((maxBytes / 1024 / 1024) * 10) / 10;
  return new DomainError(
    'PAYLOAD_TOO_LARGE',
    `The file is larger than the limit of ${maxBytes} bytes (${mebibytes} MiB). Split it, or raise MAX_UPLOAD_BYTES.`,
  );
}
