/** The value of a benchmark's `--rounds`, or what is usual without one. Throws a `TypeError` that says what was expected. */
export function readRounds(word: string | undefined, usual: number): number {
  if (word === undefined) return usual;
  if (/^[1-9]\d{0,2}$/.test(word)) return Number(word);
  throw new TypeError(`--rounds takes a whole number from 1 to 999; got ${word}`);
}
