import { deflateSync } from 'node:zlib';
import type { Block } from './sheet.ts';

interface Style {
  readonly font: 'F1' | 'F2';
  readonly size: number;
  readonly spaceBefore: number;
  /** Characters on a line: a safe count for Helvetica at this size within the margins. */
  readonly width: number;
  readonly lead: string;
}

const styles: Readonly<Record<Block['kind'], Style>> = {
  title: { font: 'F2', size: 20, spaceBefore: 0, width: 46, lead: '' },
  heading: { font: 'F2', size: 14, spaceBefore: 14, width: 66, lead: '' },
  item: { font: 'F1', size: 11, spaceBefore: 4, width: 86, lead: '\\225 ' },
  paragraph: { font: 'F1', size: 11, spaceBefore: 8, width: 88, lead: '' },
};

const PAGE = { width: 595, height: 842, margin: 56 };

/** A PDF 1.4 on A4 with a real text layer in the built-in Helvetica; the same pages give the same bytes. */
export function pdfDocument(title: string, pages: readonly (readonly Block[])[]): Buffer {
  const firstPage = 6;
  const pageIds = pages.map((_, index) => firstPage + index * 2);
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en) >>',
    `<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title (${escapeText(title)}) /Producer (make-corpus) >>`,
    ...pages.flatMap((blocks, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] ` +
        `/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${firstPage + index * 2 + 1} 0 R >>`,
      stream(pageContent(blocks, index + 1)),
    ]),
  ];
  return assemble(objects.map((object) => Buffer.from(object, 'latin1')));
}

function stream(content: string): string {
  const packed = deflateSync(Buffer.from(content, 'latin1'), { level: 9 }).toString('latin1');
  return `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`;
}

/** The drawing operators of one page, from the top down, with the page number at the foot. */
function pageContent(blocks: readonly Block[], pageNumber: number): string {
  let y = PAGE.height - PAGE.margin;
  const operators: string[] = [];
  for (const block of blocks) {
    const style = styles[block.kind];
    y -= style.spaceBefore;
    for (const [index, line] of wrap(block.text, style.width).entries()) {
      y -= style.size * 1.35;
      const text = `${index === 0 ? style.lead : ''}${escapeText(line)}`;
      operators.push(show(style.font, style.size, y, text));
    }
  }
  if (y < PAGE.margin + 20) throw new Error(`page ${pageNumber} holds more than fits on A4`);
  return [...operators, show('F1', 9, PAGE.margin - 20, `Page ${pageNumber}`)].join('\n');
}

function show(font: string, size: number, y: number, text: string): string {
  return `BT /${font} ${size} Tf ${PAGE.margin} ${y.toFixed(1)} Td (${text}) Tj ET`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function escapeText(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}

/** Numbers the objects from 1 and writes the cross-reference table of their byte offsets. */
function assemble(objects: readonly Buffer[]): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    const whole = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      object,
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(whole);
    length += whole.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const tail =
    `xref\n0 ${count}\n0000000000 65535 f \n${rows}` +
    `trailer\n<< /Size ${count} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(tail)]);
}
