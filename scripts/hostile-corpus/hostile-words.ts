import type { HostileFile, Targets } from './hostile-file.ts';
import { paragraph, wordFile } from './word-parts.ts';
import { billionLaughs, externalEntity } from './xml-entities.ts';

/** More than a document may inflate to. */
const BOMB_BYTES = 70 * 1024 * 1024;
const MANY = 10_500;

/** Word documents that would fill the memory, never end, or read what is not theirs. */
export function hostileWords({ secretPath, secretUrl }: Targets): HostileFile[] {
  const good = wordFile(paragraph('A document of one paragraph.'));
  const members = Array.from({ length: MANY }, (_, at) => ({
    name: `word/part-${at}.xml`,
    content: Buffer.from('<a/>'),
  }));
  const outside = { name: '../../../../escaped.txt', content: Buffer.from('escaped') };
  const picture = `<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rId9"/></w:drawing></w:r></w:p>`;
  const linked = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${secretUrl}" TargetMode="External"/></Relationships>`;
  const fails = (name: string, content: Buffer, reason: RegExp): HostileFile => ({
    ...{ name, content, reason },
    end: 'FAILED',
  });
  return [
    fails('truncated.docx', good.subarray(0, good.length - 40), /damaged/),
    fails('zip-bomb.docx', wordFile(Buffer.alloc(BOMB_BYTES, ' ')), /more than a document needs/),
    fails('many-entries.docx', wordFile(paragraph('a'), { members }), /holds 105\d\d parts/),
    fails(
      'lying-size.docx',
      wordFile(Buffer.alloc(2 * 1024 * 1024, ' '), { declaredBytes: 100 }),
      /damaged/,
    ),
    fails('entries-outside.docx', wordFile(paragraph('a'), { members: [outside] }), /damaged/),
    fails(
      'billion-laughs.docx',
      wordFile(paragraph('&lol;'), { prologue: billionLaughs('w:document') }),
      /damaged/,
    ),
    fails(
      'external-entity.docx',
      wordFile(paragraph('&secret;'), { prologue: externalEntity('w:document', secretPath) }),
      /damaged/,
    ),
    fails(
      'deep.docx',
      wordFile(
        `${'<w:sdt><w:sdtContent>'.repeat(40_000)}${'</w:sdtContent></w:sdt>'.repeat(40_000)}`,
      ),
      /damaged|parser failed/,
    ),
    {
      name: 'linked-picture.docx',
      content: wordFile(`${picture}${paragraph('A picture of elsewhere.')}`, {
        members: [{ name: 'word/_rels/document.xml.rels', content: Buffer.from(linked) }],
      }),
      end: 'READY',
    },
  ];
}
