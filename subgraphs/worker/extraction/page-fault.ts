/** A page whose text is not known, and why. */
export interface PageFault {
  readonly page: number;
  readonly reason: string;
}

/** For `properties.unavailable`: one line for all pages of the same reason, as `text of pages 1, 4 to 9: …`. */
export function describePageFaults(faults: readonly PageFault[]): string[] {
  const byReason = new Map<string, number[]>();
  for (const { page, reason } of faults)
    byReason.set(reason, [...(byReason.get(reason) ?? []), page]);
  return [...byReason].map(([reason, of]) => {
    const pages = of.sort((a, b) => a - b);
    return `text of ${pages.length === 1 ? 'page' : 'pages'} ${spansOf(pages)}: ${reason}`;
  });
}

/** `1, 4 to 9` of ascending numbers. */
function spansOf(pages: readonly number[]): string {
  const spans: [first: number, last: number][] = [];
  for (const page of pages) {
    const span = spans.at(-1);
    if (span?.[1] === page - 1) span[1] = page;
    else spans.push([page, page]);
  }
  return spans.map(([first, last]) => (first === last ? first : `${first} to ${last}`)).join(', ');
}
