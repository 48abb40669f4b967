import { open } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

const SAMPLE_BYTES = 64 * 1024;
const SAMPLE_RECORDS = 30;
/** Where two fit alike the first is taken: commas are also in numbers and sentences. */
const delimiters = ['\t', ';', '|', ','] as const;

/** How a table is written. */
export interface CsvDialect {
  readonly delimiter: (typeof delimiters)[number];
  /** Whether the first record names the columns. */
  readonly hasHeader: boolean;
}

/** Looks at the first records: the delimiter that gives the most of them the same number of cells, more than one. */
export async function sniffCsvDialect(path: string): Promise<CsvDialect> {
  const sample = await readSample(path);
  let best: CsvDialect & { readonly fit: number } = { delimiter: ',', hasHeader: true, fit: 0 };
  for (const delimiter of delimiters) {
    const records = readRecords(sample, delimiter);
    const fit = shareOfWidth(records);
    if (fit > best.fit) best = { delimiter, hasHeader: hasHeader(records), fit };
  }
  if (best.fit > 0) return best;
  return { delimiter: ',', hasHeader: hasHeader(readRecords(sample, ',')) };
}

async function readSample(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    const text = buffer.toString('utf8', 0, bytesRead);
    // The last line of a cut sample is a part of one.
    return bytesRead < SAMPLE_BYTES ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  } finally {
    await file.close();
  }
}

/** The records before the first fault; the sample may end inside quotes. */
function readRecords(sample: string, delimiter: string): string[][] {
  const records: string[][] = [];
  try {
    parse(sample, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: SAMPLE_RECORDS,
      onRecord: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch {
    return records;
  }
  return records;
}

/** The share of records that have the most common number of cells; 0 when that is one. */
function shareOfWidth(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width, count] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [1, 0];
  return width > 1 ? count / records.length : 0;
}

/** A first record with a number in it is data already, unless the number is a year over a column of other things. */
function hasHeader([first = [], ...body]: readonly (readonly string[])[]): boolean {
  const isData = (cell: string, column: number) =>
    isNumeric(cell) && !(isYear(cell) && !body.every((record) => isYear(record[column] ?? '')));
  return first.some((cell) => cell.trim() !== '') && !first.some(isData);
}

function isNumeric(cell: string): boolean {
  return /^[-+$€£(]?\s*\d[\d.,:/\s%)-]*$/.test(cell.trim());
}

function isYear(cell: string): boolean {
  return /^(?:1[89]|2[01])\d\d$/.test(cell.trim());
}
