import type { Grounding } from './grounding.ts';

/** The end of a text that may turn out to be space, a citation, or half a character. */
const UNDECIDED = /(?:\s+|\s*\[\d{0,3}|[\uD800-\uDBFF])$/;

/** A number that no passage has is a slip of the model, and would point nowhere. */
export function keepKnownCitations(text: string, grounding: Grounding | null): string {
  if (grounding === null) return text;
  return text.replace(/ ?(?<!\w)\[(\d{1,3})\]/g, (marker, number) =>
    grounding.has(Number(number)) ? marker : '',
  );
}

/** As much of an answer under way as will stand in it when it is done. */
export function presentDraft(text: string, grounding: Grounding | null): string {
  return keepKnownCitations(text.trimStart().replace(UNDECIDED, ''), grounding);
}
