import { fails, reads } from './endings.ts';
import type { HostileFile, Targets } from './hostile-file.ts';
import { paragraph, wordFile } from './word-parts.ts';
import { billionLaughs, externalEntity } from './xml-entities.ts';

/** More than a document may inflate to. */
const BOMB_BYTES = 70 * 1024 * 1024;
const MANY = 10_500;
const DEPTH = 40_000;

/** Word documents that would fill the memory, never end, or read what is not theirs. */
export function hostileWords({ secretPath, secretUrl }: Targets): HostileFile[] {
  const good = wordFile(paragraph('A document of one paragraph.'));
  const laughs = { prologue: billionLaughs('w:document') };
  const secret = { prologue: externalEntity('w:document', secretPath) };
  return [
    fails('truncated.docx', good.subarray(0, good.length - 40), /damaged/),
    fails('billion-laughs.docx', wordFile(paragraph('&lol;'), laughs), /damaged/),
    fails('external-entity.docx', wordFile(paragraph('&secret;'), secret), /damaged/),
    reads('linked-picture.docx', linkedPicture(secretUrl)),
    ...bombs(),
  ];
}

function bombs(): HostileFile[] {
  const members = Array.from({ length: MANY }, (_, at) => ({
    name: `word/part-${at}.xml`,
    content: Buffer.from('<a/>'),
  }));
  const outside = [{ name: '../../../../escaped.txt', content: Buffer.from('escaped') }];
  const lie = wordFile(Buffer.alloc(2 * 1024 * 1024, ' '), { declaredBytes: 100 });
  const deep = `${'<w:sdt><w:sdtContent>'.repeat(DEPTH)}${'</w:sdtContent></w:sdt>'.repeat(DEPTH)}`;
  return [
    fails('zip-bomb.docx', wordFile(Buffer.alloc(BOMB_BYTES, ' ')), /more than a document needs/),
    fails('many-entries.docx', wordFile(paragraph('a'), { members }), /holds 105\d\d parts/),
    fails('lying-size.docx', lie, /damaged/),
    fails('entries-outside.docx', wordFile(paragraph('a'), { members: outside }), /damaged/),
    fails('deep.docx', wordFile(deep), /damaged|parser failed/),
  ];
}

function linkedPicture(url: string): Buffer {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const names = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${office}"`;
  const picture = `<w:p><w:r><w:drawing><a:blip ${names} r:link="rId9"/></w:drawing></w:r></w:p>`;
  const link = `<Relationship Id="rId9" Type="${office}/image" Target="${url}" TargetMode="External"/>`;
  const links = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${link}</Relationships>`;
  return wordFile(`${picture}${paragraph('A picture of elsewhere.')}`, {
    members: [{ name: 'word/_rels/document.xml.rels', content: Buffer.from(links) }],
  });
}
