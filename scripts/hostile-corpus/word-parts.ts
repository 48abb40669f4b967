import { deflatedZip, type ZipMember } from './deflated-zip.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORDS = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** The namespace of Word's own elements, as an attribute. */
export const WORD_NAMESPACE = `xmlns:w="${WORDS}"`;

export function paragraph(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

/** A Word document whose body is `body`, with an XML prologue and other members of the zip. */
export function wordFile(
  body: string | Buffer,
  options: { prologue?: string; members?: readonly ZipMember[]; declaredBytes?: number } = {},
): Buffer {
  const { prologue = '', members = [], declaredBytes } = options;
  const document = Buffer.concat([
    Buffer.from(`${DECLARATION}${prologue}<w:document ${WORD_NAMESPACE}><w:body>`),
    Buffer.from(body),
    Buffer.from('</w:body></w:document>'),
  ]);
  const types = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${MAIN}"/></Types>`;
  const relations = `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`;
  return deflatedZip([
    { name: '[Content_Types].xml', content: Buffer.from(`${DECLARATION}${types}`) },
    { name: '_rels/.rels', content: Buffer.from(`${DECLARATION}${relations}`) },
    {
      name: 'word/document.xml',
      content: document,
      ...(declaredBytes !== undefined && { declaredBytes }),
    },
    ...members,
  ]);
}
