/** Text as chunks hold it: `\n` line ends, no byte order mark, no NUL, composed characters (NFC). */
export function cleanText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .normalize('NFC');
}
