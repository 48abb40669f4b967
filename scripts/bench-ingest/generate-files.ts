/** A small file to ingest. */
export interface SmallFile {
  readonly name: string;
  readonly content: string;
}

const subjects = ['The harbour', 'A tide table', 'The night shift', 'Every rope', 'The old pilot'];
const verbs = ['opens', 'warns', 'counts', 'mends', 'remembers'];
const objects = ['before noon', 'the spring tide', 'what was lost', 'nine fathoms', 'the ferry'];

/** Files of about 1 KB in four formats, each with other words; the same ones in every run. */
export function generateFiles(count: number): SmallFile[] {
  return Array.from({ length: count }, (_, at) => {
    const sentences = Array.from({ length: 20 }, (_, line) => sentence(at, line));
    return formats[at % formats.length]?.(at, sentences) ?? { name: 'none.txt', content: '' };
  });
}

const formats: readonly ((at: number, sentences: readonly string[]) => SmallFile)[] = [
  (at, sentences) => ({ name: `log-${at}.txt`, content: sentences.join('\n') }),
  (at, sentences) => ({ name: `note-${at}.md`, content: `# Note ${at}\n\n${sentences.join(' ')}` }),
  (at, sentences) => ({
    name: `page-${at}.html`,
    content: `<html><head><title>Page ${at}</title></head><body><p>${sentences.join('</p><p>')}</p></body></html>`,
  }),
  (at, sentences) => ({ name: `facts-${at}.json`, content: JSON.stringify({ at, sentences }) }),
];

function sentence(file: number, line: number): string {
  const pick = (words: readonly string[], step: number) =>
    words[(file * step + line) % words.length];
  return `${pick(subjects, 1)} ${pick(verbs, 2)} ${pick(objects, 3)}, entry ${file} of day ${line}.`;
}
