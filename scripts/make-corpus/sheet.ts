/** One line of a sheet: a heading of level 1 or 2, an item of a list, or a paragraph. */
export interface Block {
  readonly kind: 'title' | 'heading' | 'item' | 'paragraph';
  readonly text: string;
}

const marks: readonly [prefix: string, kind: Block['kind']][] = [
  ['## ', 'heading'],
  ['# ', 'title'],
  ['- ', 'item'],
];

/** Reads the light markup of `texts/`: one block a line, `#` and `##` headings, `-` items, `---` between pages. */
export function readSheet(source: string): Block[][] {
  return source.split(/^---$/m).map((page) =>
    page
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(toBlock),
  );
}

function toBlock(line: string): Block {
  const mark = marks.find(([prefix]) => line.startsWith(prefix));
  if (mark === undefined) return { kind: 'paragraph', text: line };
  const [prefix, kind] = mark;
  return { kind, text: line.slice(prefix.length) };
}
