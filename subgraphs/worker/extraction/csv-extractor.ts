import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import { cleanText } from './clean-text.ts';
import { type CsvDialect, sniffCsvDialect } from './csv-dialect.ts';
import { nameColumns, renderCsvRecord } from './csv-record.ts';
import type { Extraction, Extractor } from './extractor.ts';
import { MAX_RENDERED_CHARACTERS, RenderedRecords } from './rendered-records.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** A record that is longer than this is a quote that nobody closed. */
const MAX_RECORD_CHARACTERS = 1024 * 1024;
/** Column names in the properties at most. */
const MAX_COLUMNS_NAMED = 200;

interface CsvRow {
  readonly record: readonly string[];
  readonly info: Info;
}

/** Tables: every record as `column: value` lines, so that a passage says what its numbers mean. */
export const csvExtractor: Extractor = {
  name: 'csv',
  extract: async ({ path }) => {
    const dialect = await sniffCsvDialect(path);
    const table = new Table(dialect);
    try {
      for await (const row of readRows(path, dialect.delimiter)) table.add(row);
    } catch (cause) {
      throw malformed(cause, table.lastLine + 1);
    }
    return table.finish();
  },
};

/** Counts every record, and renders as many as fit. */
class Table {
  lastLine = 0;
  #columns: readonly string[] | undefined;
  #rows = 0;
  #rowsInText = 0;
  #raggedRows = 0;
  readonly #dialect: CsvDialect;
  readonly #rendered = new RenderedRecords();

  constructor(dialect: CsvDialect) {
    this.#dialect = dialect;
  }

  add({ record, info }: CsvRow): void {
    this.lastLine = info.lines;
    const cells = record.map((cell) => cleanText(cell).trim());
    if (this.#columns === undefined) {
      this.#columns = nameColumns(cells, this.#dialect.hasHeader);
      if (this.#dialect.hasHeader) return;
    }
    this.#rows += 1;
    if (cells.length !== this.#columns.length) this.#raggedRows += 1;
    const pieces = renderCsvRecord(this.#columns, cells, this.#rows);
    if (pieces.every((piece) => this.#rendered.add(piece))) this.#rowsInText += 1;
  }

  finish(): Extraction {
    const columns = (this.#columns ?? []).slice(0, MAX_COLUMNS_NAMED);
    const unavailable = [
      `text of rows ${this.#rowsInText + 1} to ${this.#rows}: a table's text ends at ${MAX_RENDERED_CHARACTERS} characters`,
    ];
    return {
      title: null,
      properties: {
        rows: this.#rows,
        columns,
        columnCount: this.#columns?.length ?? 0,
        hasHeader: this.#dialect.hasHeader,
        delimiter: this.#dialect.delimiter,
        ...(this.#raggedRows > 0 && { raggedRows: this.#raggedRows }),
        ...(this.#rowsInText < this.#rows && { unavailable }),
      },
      parts:
        this.#rows === 0 ? [{ text: `columns: ${columns.join(', ')}` }] : this.#rendered.parts(),
    };
  }
}

/** Rows of unequal length and quotes inside unquoted cells are met everywhere and harm nothing. */
function readRows(path: string, delimiter: string): AsyncIterable<CsvRow> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  // What fails on the way destroys the parser, and the reader of its rows hears of it.
  return pipeline(createReadStream(path), parser, () => undefined);
}

function malformed(cause: unknown, line: number): unknown {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
    return new UnreadableFileError(
      `The table cannot be read: a quote in the record that begins at line ${line} is never closed. Close it, or double it where it is part of the text.`,
      { cause },
    );
  if (typeof code === 'string' && code.includes('CSV'))
    return new UnreadableFileError(
      `The table cannot be read: the record that begins at line ${line} is malformed.`,
      { cause },
    );
  return cause;
}
