import type { Readable } from 'node:stream';
import type { Multipart } from '@fastify/multipart';
import { DomainError } from '../../shared/service/domain-error.ts';
import type { IncomingFile } from './ingest.ts';

/** The file of a form; its content is read where it comes, in the middle of the request. */
export interface FormFile extends IncomingFile {
  readonly content: Readable;
}

/**
 * Takes the one file of a form to `take`. The fields `name` and `metadata` (JSON) describe it when they come before
 * it; later ones are too late and are refused.
 */
export async function readForm<T>(
  parts: AsyncIterableIterator<Multipart>,
  take: (file: FormFile) => Promise<T>,
): Promise<T> {
  const fields = new Map<string, unknown>();
  let taken: { readonly result: T } | undefined;
  for await (const part of parts) {
    if (part.type === 'file') {
      taken = { result: await take(toFile(part, fields)) };
    } else if (taken === undefined) {
      fields.set(part.fieldname, part.value);
    } else {
      throw new DomainError(
        'BAD_USER_INPUT',
        `The field "${part.fieldname}" comes after the file; send it before.`,
      );
    }
  }
  if (taken === undefined)
    throw new DomainError('BAD_USER_INPUT', 'The form holds no file; send one as `-F file=@path`.');
  return taken.result;
}

function toFile(
  part: Extract<Multipart, { type: 'file' }>,
  fields: ReadonlyMap<string, unknown>,
): FormFile {
  const name = fields.get('name') ?? part.filename;
  return {
    name: typeof name === 'string' ? name : '',
    mediaType: part.mimetype,
    metadata: readMetadata(fields.get('metadata')),
    content: part.file,
  };
}

function readMetadata(text: unknown): unknown {
  if (typeof text !== 'string') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError('BAD_USER_INPUT', 'The field `metadata` is not JSON.', { cause });
  }
}
