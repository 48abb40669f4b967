import { DomainError } from '../../shared/service/domain-error.ts';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The bytes of a file that came inside a request. Rejects what is not exactly what `encoding` says. */
export function decodeContent(content: string, encoding: 'UTF8' | 'BASE64'): Buffer {
  if (encoding === 'UTF8') {
    if (/\p{Surrogate}/u.test(content))
      throw new DomainError(
        'BAD_USER_INPUT',
        '`content` holds half of a surrogate pair, which is no text; send binary files with `encoding: BASE64`.',
      );
    return Buffer.from(content, 'utf8');
  }
  if (content.length % 4 !== 0 || !BASE64.test(content))
    throw new DomainError(
      'BAD_USER_INPUT',
      '`content` is not base64 (RFC 4648 §4: A–Z a–z 0–9 + /, padded with = to a multiple of four, no line breaks).',
    );
  return Buffer.from(content, 'base64');
}
