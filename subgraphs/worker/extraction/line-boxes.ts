import type { RecognisedLine, RecognisedPiece } from './text-recogniser.ts';

/** More would crowd everything else out of the properties. */
const MAX_LINES = 200;
const MAX_WORDS = 500;

/**
 * The lines and words of a picture for its properties: `box` is x, y, width, height in pixels of the upright picture,
 * which is `scale` times as large as the one that was read. Lines beyond the limit are only counted, and those beyond
 * the limit of words have none.
 */
export function describeLines(lines: readonly RecognisedLine[], scale: number) {
  let words = 0;
  const textLines = lines.slice(0, MAX_LINES).map((line) => {
    words += line.words.length;
    const piece = describePiece(line, scale);
    if (words > MAX_WORDS) return piece;
    return { ...piece, words: line.words.map((word) => describePiece(word, scale)) };
  });
  const left = lines.length - textLines.length;
  return { textLines, ...(left > 0 && { textLinesLeftOut: left }) };
}

function describePiece({ text, confidence, box }: RecognisedPiece, scale: number) {
  return {
    text,
    confidence: Math.round(confidence),
    box: box.map((pixels) => Math.round(pixels * scale)),
  };
}
