import type { Passage } from './chunk-index.ts';
import { type RankedRow, toPassages, toRankedRows } from './lance-answers.ts';
import type { RowShape } from './lance-row-memory.ts';

/** What a row takes beside its vector or its text: ids, the objects that hold them. */
const ROW_BYTES = 500;
const FLOAT_BYTES = 4;

/** What ranking needs of hundreds of rows. */
export const RANKED_ROW: RowShape<RankedRow> = {
  columns: ['row_id', 'file_hash', 'live', 'vector'],
  read: toRankedRows,
  bytesOf: ({ direction }) => ROW_BYTES + FLOAT_BYTES * (direction?.length ?? 0),
};

/** What is shown of ten. */
export const PASSAGE: RowShape<Passage> = {
  columns: [
    'row_id',
    'chunk_id',
    'file_hash',
    'file_name',
    'position',
    'text',
    'title',
    'modality',
  ],
  read: toPassages,
  bytesOf: ({ text }) => ROW_BYTES + Buffer.byteLength(text),
};
