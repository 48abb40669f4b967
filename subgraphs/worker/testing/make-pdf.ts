import sharp from 'sharp';

/** A page with a text layer, or a page that is a picture (any that sharp reads) and nothing else. */
export type PdfPage = { readonly text: string } | { readonly picture: Buffer };

/** A PDF for tests (ISO 32000-1): A4 pages in the order given, a picture filling its page as a scanner leaves it. */
export async function makePdf(pages: readonly PdfPage[]): Promise<Buffer> {
  const objects: Buffer[] = [];
  const add = (...content: (string | Buffer)[]) =>
    objects.push(Buffer.concat(content.map((piece) => Buffer.from(piece))));
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const kids: string[] = [];
  for (const page of pages) {
    const isText = 'text' in page;
    const drawing = isText
      ? `BT /F 12 Tf 50 700 Td (${page.text}) Tj ET`
      : 'q 595 0 0 842 0 0 cm /I Do Q';
    const resource = isText
      ? '/Font << /F 3 0 R >>'
      : `/XObject << /I ${add(...(await toImageObject(page.picture)))} 0 R >>`;
    const content = add(`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`);
    const id = add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << ${resource} >> >>`,
    );
    kids.push(`${id} 0 R`);
  }
  objects[1] = Buffer.from(`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`);
  return toFile(objects);
}

async function toImageObject(picture: Buffer): Promise<[string, Buffer, string]> {
  const { data, info } = await sharp(picture).jpeg().toBuffer({ resolveWithObject: true });
  const header = `<< /Type /XObject /Subtype /Image /Width ${info.width} /Height ${info.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${data.length} >>`;
  return [`${header}\nstream\n`, data, '\nendstream'];
}

function toFile(objects: readonly Buffer[]): Buffer {
  const pieces = [Buffer.from('%PDF-1.4\n')];
  const offsets: string[] = [];
  let length = pieces[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    offsets.push(`${String(length).padStart(10, '0')} 00000 n \n`);
    const piece = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      object,
      Buffer.from('\nendobj\n'),
    ]);
    pieces.push(piece);
    length += piece.length;
  }
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  pieces.push(
    Buffer.from(`${table}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF`),
  );
  return Buffer.concat(pieces);
}
