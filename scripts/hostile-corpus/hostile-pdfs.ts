import { deflateSync } from 'node:zlib';
import { ends, fails, reads } from './endings.ts';
import type { HostileFile, Targets } from './hostile-file.ts';
import { CATALOG, FONT, ONE_PAGE, PAGE, pdfOf, pdfStream } from './pdf-parts.ts';
import { zipOfText } from './zip-of-text.ts';

const WORDS = pdfStream(Buffer.from('BT /F1 12 Tf 10 100 Td (Plain words) Tj ET'));
const GOOD = pdfOf([CATALOG, ONE_PAGE, PAGE, WORDS, FONT]);

/** PDFs that loop, inflate, nest, hide behind a password, or call out. */
export function hostilePdfs({ secretUrl, secretPath }: Targets): HostileFile[] {
  const opening = `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (${secretUrl}) >> /AA << /O << /S /Launch /F (${secretPath}) >> >> >>`;
  return [
    fails('truncated.pdf', GOOD.subarray(0, 60), /damaged/),
    fails('encrypted.pdf', encrypted(), /encrypted. Remove its password/),
    reads('opens-elsewhere.pdf', pdfOf([opening, ONE_PAGE, PAGE, WORDS, FONT])),
    reads('polyglot.pdf', Buffer.concat([GOOD, zipOfText('hidden.txt', 'hidden')])),
    ...loops(),
    ...bombs(),
  ];
}

/** Under a key that nobody has. */
function encrypted(): Buffer {
  const key = `<${'ab'.repeat(32)}>`;
  const lock = `<< /Filter /Standard /V 1 /R 2 /P -4 /O ${key} /U ${key} >>`;
  const trailer = '/Root 1 0 R /Encrypt 6 0 R /ID [<00> <00>]';
  return pdfOf([CATALOG, ONE_PAGE, PAGE, WORDS, FONT, lock], trailer);
}

function loops(): HostileFile[] {
  const draw = Buffer.from('/X Do');
  const form =
    '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>';
  const page = PAGE.replace('/Font', '/XObject << /X 6 0 R >> /Font');
  const own = [CATALOG, ONE_PAGE, page, pdfStream(draw), FONT, pdfStream(draw, form)];
  const pages = '<< /Type /Pages /Kids [2 0 R] /Count 1 >>';
  return [
    fails('own-child.pdf', pdfOf([CATALOG, pages]), /damaged|no page|failed/),
    ends('own-form.pdf', pdfOf(own)),
  ];
}

function bombs(): HostileFile[] {
  const spaces = deflateSync(Buffer.alloc(40 * 1024 * 1024, ' '), { level: 1 });
  const inflating = pdfStream(spaces, '/Filter /FlateDecode');
  const nested = pdfStream(Buffer.from('['.repeat(100_000)));
  const many = '<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>';
  return [
    ends('billion-pages.pdf', pdfOf([CATALOG, many, PAGE, WORDS, FONT])),
    ends('inflating.pdf', pdfOf([CATALOG, ONE_PAGE, PAGE, inflating, FONT])),
    ends('deep-array.pdf', pdfOf([CATALOG, ONE_PAGE, PAGE, nested, FONT])),
  ];
}
