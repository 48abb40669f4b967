import { MAX_CHUNK_CHARACTERS } from '../chunking/chunk-text.ts';

/** A record longer than this is split, and each piece says which row it is of: it must fit into a chunk. */
const MAX_PIECE_CHARACTERS = MAX_CHUNK_CHARACTERS - 100;
/** Of the first cell, in every piece. */
const MAX_REPEATED_CHARACTERS = 120;

/** A name for each column; `column 3` where the header is silent, ` (2)` behind a name that comes again. */
export function nameColumns(cells: readonly string[], hasHeader: boolean): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = hasHeader && cell !== '' ? oneLine(cell) : `column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/**
 * `row 7` and a line `column: value` for each cell that holds something; cells beyond the header are numbered. A wide
 * row comes in pieces.
 */
export function renderCsvRecord(
  columns: readonly string[],
  cells: readonly string[],
  row: number,
): string[] {
  const lines = cells.flatMap((cell, index) =>
    cell === '' ? [] : `${columns[index] ?? `column ${index + 1}`}: ${oneLine(cell)}`,
  );
  return splitRecord(`row ${row}`, lines);
}

/** The pieces of a record: the later ones repeat which row it is and its first cell, which mostly names it. */
function splitRecord(label: string, [first = '', ...rest]: readonly string[]): string[] {
  const again = `${label}, continued\n${first.slice(0, MAX_REPEATED_CHARACTERS)}`;
  const pieces: string[] = [];
  let piece = first === '' ? label : `${label}\n${first}`;
  for (const line of rest) {
    const isFull = piece.length + line.length >= MAX_PIECE_CHARACTERS && piece !== again;
    if (isFull) pieces.push(piece);
    piece = `${isFull ? again : piece}\n${line}`;
  }
  return [...pieces, piece];
}

function oneLine(cell: string): string {
  return cell.replace(/\s*\n\s*/g, ' ');
}
