/** A name that is safe as a file's: the true one, which may not be, stands in the manifest. */
export function numberedName(index: number, name: string): string {
  const safe = name
    .replace(/[^\w.-]+/g, '_')
    .replace(/^\.+/, '_')
    .slice(-60);
  return `${String(index).padStart(3, '0')}-${safe}`;
}
