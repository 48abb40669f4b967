/**
 * The longest beginning of `text` that `fits`, cut after a word, and after a sentence when that keeps at least half
 * of it; empty when nothing fits. Words and sentences are Unicode's, so texts without blanks are cut as well.
 */
export function longestExcerpt(text: string, fits: (excerpt: string) => boolean): string {
  const words = boundaries(text, 'word');
  const end = words[countFitting(words, (cut) => fits(text.slice(0, cut).trimEnd())) - 1] ?? 0;
  const sentence = boundaries(text, 'sentence').findLast((cut) => cut <= end) ?? 0;
  const excerpt = text.slice(0, sentence * 2 >= end ? sentence : end).trimEnd();
  return excerpt !== '' && fits(excerpt) ? excerpt : '';
}

/** Where the segments of a text end. */
function boundaries(text: string, granularity: 'word' | 'sentence'): number[] {
  const segmenter = new Intl.Segmenter('und', { granularity });
  return [...segmenter.segment(text)].map(({ index, segment }) => index + segment.length);
}

/** How many of the cuts, shortest first, fit; by halving, because each try counts tokens. */
function countFitting(cuts: readonly number[], fits: (cut: number) => boolean): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(cuts[middle - 1] ?? 0)) low = middle;
    else high = middle - 1;
  }
  return low;
}
