import type { Block } from './sheet.ts';
import { zipArchive } from './zip-archive.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNames = 'http://schemas.openxmlformats.org/package/2006';
const words = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const styleNames: Readonly<Record<Block['kind'], { id: string; name: string; size: number }>> = {
  title: { id: 'Heading1', name: 'heading 1', size: 36 },
  heading: { id: 'Heading2', name: 'heading 2', size: 28 },
  item: { id: 'ListBullet', name: 'List Bullet', size: 22 },
  paragraph: { id: 'Normal', name: 'Normal', size: 22 },
};

/** A Word document (.docx) with real heading and list styles; the same blocks give the same bytes. */
export function wordDocument(blocks: readonly Block[]): Buffer {
  return zipArchive({
    '[Content_Types].xml':
      `${declaration}<Types xmlns="${packageNames}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/word/document.xml" ContentType="${mediaType}.document.main+xml"/>` +
      `<Override PartName="/word/styles.xml" ContentType="${mediaType}.styles+xml"/></Types>`,
    '_rels/.rels': relationship('officeDocument', 'word/document.xml'),
    'word/_rels/document.xml.rels': relationship('styles', 'styles.xml'),
    'word/styles.xml': `${declaration}<w:styles xmlns:w="${words}">${Object.values(styleNames).map(style).join('')}</w:styles>`,
    'word/document.xml': `${declaration}<w:document xmlns:w="${words}"><w:body>${blocks.map(paragraph).join('')}<w:sectPr/></w:body></w:document>`,
  });
}

function relationship(type: string, target: string): string {
  return (
    `${declaration}<Relationships xmlns="${packageNames}/relationships">` +
    `<Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`
  );
}

function style({ id, name, size }: { id: string; name: string; size: number }): string {
  return (
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>` +
    `<w:rPr><w:sz w:val="${size}"/></w:rPr></w:style>`
  );
}

function paragraph({ kind, text }: Block): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return (
    `<w:p><w:pPr><w:pStyle w:val="${styleNames[kind].id}"/></w:pPr>` +
    `<w:r><w:t xml:space="preserve">${escaped}</w:t></w:r></w:p>`
  );
}
