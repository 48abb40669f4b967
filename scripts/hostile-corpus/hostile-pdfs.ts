import { deflateSync } from 'node:zlib';
import type { HostileFile, Targets } from './hostile-file.ts';
import { CATALOG, FONT, ONE_PAGE, PAGE, pdfOf, pdfStream } from './pdf-parts.ts';
import { zipOfText } from './zip-of-text.ts';

const WORDS = Buffer.from('BT /F1 12 Tf 10 100 Td (Plain words) Tj ET');

/** PDFs that loop, inflate, nest, hide behind a password, or call out. */
export function hostilePdfs({ secretUrl, secretPath }: Targets): HostileFile[] {
  const good = pdfOf([CATALOG, ONE_PAGE, PAGE, pdfStream(WORDS), FONT]);
  const zeros = deflateSync(Buffer.alloc(40 * 1024 * 1024, ' '), { level: 1 });
  const key = `<${'ab'.repeat(32)}>`;
  const lock = `<< /Filter /Standard /V 1 /R 2 /P -4 /O ${key} /U ${key} >>`;
  const opening = `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (${secretUrl}) >> /AA << /O << /S /Launch /F (${secretPath}) >> >> >>`;
  const fails = (name: string, content: Buffer, reason: RegExp): HostileFile => ({
    ...{ name, content, reason },
    end: 'FAILED',
  });
  const ends = (name: string, content: Buffer): HostileFile => ({ name, content, end: 'ANY' });
  const reads = (name: string, content: Buffer): HostileFile => ({ name, content, end: 'READY' });
  return [
    fails('truncated.pdf', good.subarray(0, 60), /damaged/),
    fails(
      'encrypted.pdf',
      pdfOf(
        [CATALOG, ONE_PAGE, PAGE, pdfStream(WORDS), FONT, lock],
        '/Root 1 0 R /Encrypt 6 0 R /ID [<00> <00>]',
      ),
      /encrypted. Remove its password/,
    ),
    fails(
      'own-child.pdf',
      pdfOf([CATALOG, '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
      /damaged|no page|failed/,
    ),
    ends(
      'billion-pages.pdf',
      pdfOf([
        CATALOG,
        '<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>',
        PAGE,
        pdfStream(WORDS),
        FONT,
      ]),
    ),
    ends(
      'inflating.pdf',
      pdfOf([CATALOG, ONE_PAGE, PAGE, pdfStream(zeros, '/Filter /FlateDecode'), FONT]),
    ),
    ends(
      'own-form.pdf',
      pdfOf([
        CATALOG,
        ONE_PAGE,
        PAGE.replace('/Font', '/XObject << /X 6 0 R >> /Font'),
        pdfStream(Buffer.from('/X Do')),
        FONT,
        pdfStream(
          Buffer.from('/X Do'),
          '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>',
        ),
      ]),
    ),
    ends(
      'deep-array.pdf',
      pdfOf([CATALOG, ONE_PAGE, PAGE, pdfStream(Buffer.from('['.repeat(100_000))), FONT]),
    ),
    reads('opens-elsewhere.pdf', pdfOf([opening, ONE_PAGE, PAGE, pdfStream(WORDS), FONT])),
    reads('polyglot.pdf', Buffer.concat([good, zipOfText('hidden.txt', 'hidden')])),
  ];
}
