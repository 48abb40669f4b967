import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** A long book with every picture it has is far below these. */
const MAX_ENTRIES = 10_000;
const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

/**
 * Refuses a document that is a zip bomb, before anything reads it into memory: its text is inflated once, piece by
 * piece, and counted, because sizes that a zip tells of itself may be lies. Pictures are not, for nothing inflates
 * them. Rejects with `UnreadableFileError`; with other errors when it is no whole zip.
 */
export async function checkZip(path: string): Promise<void> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    if (zip.entryCount > MAX_ENTRIES) throw bomb(`holds ${zip.entryCount} parts`);
    let inflated = 0;
    for await (const entry of zip.eachEntry()) {
      if (isMedia(entry)) continue;
      for await (const piece of await zip.openReadStreamPromise(entry)) {
        const bytes: Buffer = piece;
        inflated += bytes.length;
        if (inflated > MAX_INFLATED_BYTES) throw bomb(`inflates to more than ${inflated} bytes`);
      }
    }
  } finally {
    close(zip);
  }
}

function isMedia({ fileName }: Entry): boolean {
  return fileName.includes('/media/') || fileName.endsWith('/');
}

function close(zip: ZipFile): void {
  // A stream that was left in the middle fails when its file closes; nobody listens any more.
  zip.on('error', () => undefined);
  zip.close();
}

function bomb(what: string): UnreadableFileError {
  return new UnreadableFileError(
    `The document ${what}, which is more than a document needs (at most ${MAX_ENTRIES} parts and ${MAX_INFLATED_BYTES} bytes of text). Split it, or save it as PDF.`,
  );
}
