import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { DomainError } from '../../shared/service/domain-error.ts';
import {
  describeMediaTypes,
  findMediaType,
  findMediaTypeByExtension,
  type MediaType,
  normaliseMediaType,
} from './media-type.ts';
import { adviseOn } from './refusal-advice.ts';
import { checkUtf8, type TextKind } from './utf8-check.ts';

/** A file as its sender describes it, and where its bytes can be read. */
export interface Claim {
  readonly name: string;
  readonly mediaType: string | undefined;
  readonly path: string;
}

/** What a file is. `name` can be more exact than the type that its content is read as, such as `text/x-python`. */
export interface Detected {
  readonly name: string;
  readonly type: MediaType;
}

/**
 * Decides what a file is by its bytes. Rejects with UNSUPPORTED_MEDIA_TYPE when nothing here reads it, or when the
 * media type or the extension that came with it says something else; with BAD_USER_INPUT for text in another
 * encoding than UTF-8.
 */
export async function detectMediaType(claim: Claim): Promise<Detected> {
  const declared = normaliseMediaType(claim.mediaType);
  const sniffed = (await fileTypeFromFile(claim.path))?.mime;
  const signed = sniffed === undefined ? undefined : normaliseMediaType(sniffed);
  if (signed === undefined || !isTrustedSignature(signed)) {
    const kind = await checkUtf8(claim.path);
    if (kind === 'text') return toText(claim, declared);
    if (signed === undefined || kind === 'utf16') throw unreadable(claim, declared, kind);
  }
  return toSigned(claim, declared, signed);
}

/** Formats that are text themselves; other signatures (`BM`, `ID3`) are also how a sentence may begin. */
function isTrustedSignature(sniffed: string): boolean {
  return sniffed === 'application/pdf' || sniffed === 'application/rtf';
}

function toSigned(claim: Claim, declared: string | undefined, sniffed: string): Detected {
  const type = findMediaType(sniffed);
  // First, because what to do with an encrypted .docx is not to declare it as something else.
  if (type === undefined || type.isText) throw unsupported(sniffed);
  if (declared !== undefined && declared !== sniffed && findMediaType(declared) !== type)
    throw contradiction(`declared as ${declared}`, sniffed);
  const byName = findMediaTypeByExtension(claim.name);
  if (declared === undefined && byName !== undefined && byName.extractor !== type.extractor)
    throw contradiction(`named "${claim.name}"`, sniffed);
  return { name: type.name, type };
}

async function toText(claim: Claim, declared: string | undefined): Promise<Detected> {
  const byName = findMediaTypeByExtension(claim.name);
  const byDeclaration = declared === undefined ? undefined : findMediaType(declared);
  if (declared !== undefined && !isTextual(declared, byDeclaration))
    throw contradiction(`declared as ${declared}`, 'plain text');
  if (declared === undefined && byName !== undefined && !byName.isText)
    throw contradiction(`named "${claim.name}"`, 'plain text');
  const isGeneric = declared === undefined || declared === 'text/plain';
  const named = byName?.isText && isGeneric ? byName : undefined;
  const type = named ?? byDeclaration ?? (await guessText(claim.path));
  return { name: isGeneric || byDeclaration ? type.name : declared, type };
}

function isTextual(declared: string, known: MediaType | undefined): boolean {
  return known?.isText ?? (declared.startsWith('text/') || /[/+](json|xml|yaml)$/.test(declared));
}

/** HTML and WebVTT show themselves in their first bytes; everything else without a name is plain text. */
async function guessText(path: string): Promise<MediaType> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    const start = buffer.toString('utf8', 0, bytesRead).trimStart().toLowerCase();
    if (/^webvtt\s/.test(start)) return readAs('text/vtt');
    return readAs(/^(<!doctype html|<html)\b/.test(start) ? 'text/html' : 'text/plain');
  } finally {
    await file.close();
  }
}

function readAs(name: string): MediaType {
  const type = findMediaType(name);
  if (type === undefined) throw new Error(`${name} is not in the table of media types`);
  return type;
}

function unreadable(claim: Claim, declared: string | undefined, kind: TextKind): DomainError {
  const claimed =
    declared === undefined ? findMediaTypeByExtension(claim.name) : findMediaType(declared);
  if (kind === 'utf16' || (claimed?.isText && kind === 'encoding'))
    return new DomainError(
      'BAD_USER_INPUT',
      `The text is not UTF-8. Save "${claim.name}" as UTF-8 and send it again.`,
    );
  if (claimed) return contradiction(`said to be ${claimed.name}`, 'something else');
  return unsupported('no format known here, and not UTF-8 text');
}

function contradiction(said: string, found: string): DomainError {
  return new DomainError(
    'UNSUPPORTED_MEDIA_TYPE',
    `The file is ${said}, but its bytes are ${found}. Send it under its true type, or the file that was meant.`,
  );
}

function unsupported(found: string): DomainError {
  const sentences = [
    `The file is ${found}, which cannot be read here.`,
    adviseOn(found),
    `Files that can: ${describeMediaTypes()}, and any other UTF-8 text.`,
  ];
  return new DomainError('UNSUPPORTED_MEDIA_TYPE', sentences.filter(Boolean).join(' '));
}
