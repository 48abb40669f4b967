/** The file cannot be read, and trying again will not help. The message goes to the file's owner. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/** By name, because errors lose their class on the way from another process. */
export function isUnreadableFile(error: unknown): error is Error {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    error.name === 'UnreadableFileError'
  );
}
