/** A contender that is not there for this machine: it is left out, and the report says so. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError';
}
