import type { Modality } from './chunk-filter.ts';
import type { ContextFormat } from './context-format.ts';
import { harmless } from './harmless-text.ts';

/** A passage chosen for a bundle; `text` stands word for word in its chunk. */
export interface ChosenPassage {
  readonly chunkId: string;
  readonly fileHash: string;
  readonly title: string;
  readonly modality: Modality;
  /** Position of the chunk in its file. */
  readonly index: number;
  readonly text: string;
}

export interface NumberedPassage extends ChosenPassage {
  readonly number: number;
}

/** The passages of one file. */
export interface PassageSection {
  readonly title: string;
  readonly modality: Modality;
  readonly passages: readonly NumberedPassage[];
}

/** Groups passages, best first, by file: the file of the best passage first, each in reading order, numbered from 1. */
export function arrange(passages: readonly ChosenPassage[]): PassageSection[] {
  const files = new Map<string, ChosenPassage[]>();
  for (const passage of passages) {
    files.set(passage.fileHash, [...(files.get(passage.fileHash) ?? []), passage]);
  }
  let number = 0;
  return [...files.values()].flatMap((ofFile) => {
    const [best] = ofFile;
    if (best === undefined) return [];
    const ordered = ofFile.toSorted((a, b) => a.index - b.index);
    return {
      title: best.title,
      modality: best.modality,
      passages: ordered.map((passage) => {
        number += 1;
        return { ...passage, number };
      }),
    };
  });
}

/** A section's passages, each after its number; those that follow each other in the file are one paragraph. */
export function sectionText({ passages }: PassageSection, format: ContextFormat): string {
  return passages
    .map(({ number, text, index }, at) => {
      const before = passages[at - 1];
      const opening = before === undefined ? '' : before.index + 1 === index ? '\n' : '\n\n';
      return `${opening}[${number}] ${harmless(text, format)}`;
    })
    .join('');
}

/** The whole bundle as one text. JSON always parses. */
export function bundleText(sections: readonly PassageSection[], format: ContextFormat): string {
  if (format === 'JSON') return JSON.stringify({ sections: sections.map(toJson) });
  const heading = format === 'MARKDOWN' ? '## ' : '';
  return sections
    .map((section) => {
      const title = harmless(section.title, format);
      return `${heading}${title}\n\n${sectionText(section, format)}`;
    })
    .join('\n\n');
}

/** The shortest text of each format, for a budget that has no room for an empty bundle. */
export function emptyText(format: ContextFormat): string {
  return format === 'JSON' ? '{}' : '';
}

function toJson({ title, modality, passages }: PassageSection) {
  return {
    title,
    modality,
    passages: passages.map(({ number, text }) => ({ citation: number, text })),
  };
}
