import { parse } from 'lossless-json';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** Deeper values are refused before they are parsed: the parser calls itself for every level. */
const MAX_DEPTH = 200;

/**
 * A JSON text's value; numbers are `LosslessNumber`, which keeps long ones digit by digit. Of a key that comes twice
 * the last value counts. `firstLine` is where the text begins in its file. Throws `UnreadableFileError` with line,
 * column and position of the fault.
 */
export function parseJson(text: string, firstLine = 1): unknown {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined)
    throw new UnreadableFileError(
      `The JSON is nested deeper than ${MAX_DEPTH} levels at ${placeOf(text, tooDeep, firstLine)}.`,
    );
  try {
    return parse(text, null, { onDuplicateKey: ({ newValue }) => newValue });
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'SyntaxError') throw cause;
    throw malformed(text, cause, firstLine);
  }
}

function malformed(text: string, cause: Error, firstLine: number): UnreadableFileError {
  const { 1: reason = cause.message, 2: position } =
    /^(.*?),? at position (\d+)$/s.exec(cause.message) ?? [];
  const place = position === undefined ? 'its end' : placeOf(text, Number(position), firstLine);
  return new UnreadableFileError(`The JSON is malformed at ${place}: ${reason}.`, { cause });
}

function placeOf(text: string, position: number, firstLine: number): string {
  const before = text.slice(0, position).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `line ${firstLine + before.length - 1}, column ${column}`;
}

/** Where the nesting passes the limit; brackets inside strings do not count. */
function findTooDeep(text: string): number | undefined {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isString && character === '\\') at += 1;
    else if (character === '"') isString = !isString;
    else if (!isString && (character === '[' || character === '{')) depth += 1;
    else if (!isString && (character === ']' || character === '}')) depth -= 1;
    if (depth > MAX_DEPTH) return at;
  }
  return undefined;
}
