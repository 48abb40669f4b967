/** The operation asks for something that is not compiled; the library executes it. */
export class NotCoveredError extends Error {
  constructor(what: string) {
    super(`not compiled: ${what}`);
    this.name = 'NotCoveredError';
  }
}
