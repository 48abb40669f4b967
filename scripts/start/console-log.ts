import type { Writable } from 'node:stream';
import { formatLogLine, isBelowWarning } from './format-log-line.ts';

const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** The one stream of lines that `npm start` shows: its own words, and every process's with a prefix. */
export class ConsoleLog {
  readonly #out: Writable;
  readonly #isJson: boolean;
  readonly #isColoured: boolean;
  readonly #colours = new Map<string, number>();
  #isHeld = false;

  constructor(out: Writable, options: { isJson: boolean; isColoured: boolean }) {
    this.#out = out;
    this.#isJson = options.isJson;
    this.#isColoured = options.isColoured;
  }

  /** A line of `npm start` itself. */
  say(text = ''): void {
    this.#out.write(`${text}\n`);
  }

  /** The beginning of a line that `say` ends. */
  begin(text: string): void {
    this.#out.write(text);
  }

  /** A headline. */
  title(text: string): void {
    this.say(`\n${this.#paint(text, 1)}`);
  }

  /** A highlight, which is HTML, as text: what stands in `<mark>` is bold, or as it is where there are no colours. */
  emphasise(html: string): string {
    return html
      .replace(/<mark>(.*?)(<\/mark>|$)/g, (_, marked: string) => this.#paint(marked, 1))
      .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => CHARACTERS[entity] ?? entity);
  }

  /** A line that process `name` wrote. */
  line(name: string, text: string): void {
    if (this.#isHeld && isBelowWarning(text)) return;
    if (this.#isJson) this.#out.write(`${text}\n`);
    else this.say(`${this.#prefix(name)} ${formatLogLine(text)}`);
  }

  /** While `work` runs, the processes' lines below a warning are left out: they would drown what it says. */
  async quietly<T>(work: () => Promise<T>): Promise<T> {
    this.#isHeld = true;
    try {
      return await work();
    } finally {
      this.#isHeld = false;
    }
  }

  #prefix(name: string): string {
    const colour = this.#colours.get(name) ?? 32 + (this.#colours.size % 5);
    this.#colours.set(name, colour);
    return this.#paint(`${name.padEnd(9)} │`, colour);
  }

  #paint(text: string, code: number): string {
    return this.#isColoured ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}
