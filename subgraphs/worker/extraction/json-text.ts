import { isLosslessNumber } from 'lossless-json';
import type { RenderedRecords } from './rendered-records.ts';

/** A list of plain values that is shorter than this stands in one line. */
const MAX_INLINE_CHARACTERS = 200;

/**
 * Writes a JSON value as lines `path: value` (`user.tags[0]: admin`), every one readable without the others. Blank
 * lines stand between the entries of the whole and between the elements of lists. False when the text is full before
 * the value ends. With a `label` every block begins with it.
 */
export function renderJson(value: unknown, records: RenderedRecords, label?: string): boolean {
  const text = new JsonText(records, label);
  text.write(value, '', label === undefined);
  return text.end();
}

class JsonText {
  #lines: string[] = [];
  #isFull = false;
  readonly #label: string | undefined;
  readonly #records: RenderedRecords;

  constructor(records: RenderedRecords, label: string | undefined) {
    this.#records = records;
    this.#label = label;
  }

  write(value: unknown, path: string, isWhole: boolean): void {
    if (this.#isFull) return;
    if (Array.isArray(value)) this.#writeList(value, path);
    else if (isObject(value)) this.#writeObject(value, path, isWhole);
    else this.#writeLine(path, plain(value));
  }

  end(): boolean {
    this.#endRecord();
    return !this.#isFull;
  }

  #writeList(list: readonly unknown[], path: string): void {
    const inline = list.some(isContainer) ? undefined : list.map(plain).join(', ');
    if (inline !== undefined && inline.length <= MAX_INLINE_CHARACTERS) {
      this.#writeLine(path, list.length === 0 ? '[]' : inline);
      return;
    }
    for (const [index, element] of list.entries()) {
      if (isContainer(element)) this.#endRecord();
      this.write(element, `${path}[${index}]`, false);
    }
  }

  #writeObject(object: object, path: string, isWhole: boolean): void {
    const entries = Object.entries(object);
    if (entries.length === 0) this.#writeLine(path, '{}');
    for (const [key, value] of entries) {
      if (isWhole && isContainer(value)) this.#endRecord();
      this.write(value, joinPath(path, key), false);
    }
  }

  #writeLine(path: string, text: string): void {
    if (this.#lines.length === 0 && this.#label !== undefined) this.#lines.push(this.#label);
    this.#lines.push(path === '' ? text : `${path}: ${text}`);
  }

  #endRecord(): void {
    if (this.#lines.length === 0) return;
    const record = this.#lines.join('\n');
    this.#lines = [];
    if (!this.#records.add(record)) this.#isFull = true;
  }
}

function joinPath(path: string, key: string): string {
  if (/[\s.:[\]"]|^$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : String(value);
}

function isContainer(value: unknown): boolean {
  return Array.isArray(value) || isObject(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isLosslessNumber(value);
}
