const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that put no space between words; only they need the segmenter, which is a hundred times slower. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Words that say how something is asked, not what. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all already also am an and any are as at be because been before being below between both but by
  can could did do does doing done down during each ever few for from further had has have having he
  her here hers him his how i if in into is it its itself just let many may me might more most much
  must my no nor not now of off often on once one only or other our ours out over own per please say says shall she should
  so some still such tell than that the their theirs them then there these they this those through to too under until up
  upon us very was we were what when where which while who whom whose why will with would yet you your yours`.split(
    /\s+/,
  ),
);

/** Endings in the order tried; what is left must be at least three letters. */
const ENDINGS: readonly (readonly [ending: RegExp, left: string])[] = [
  [/(?:ational|ization|isation)$/, 'ate'],
  [/(?:sses)$/, 'ss'],
  [/(?:ies|ied)$/, 'y'],
  [/(?:ments?|ness|ations?|ingly|edly)$/, ''],
  [/(?:ings?|ed|ers?|es|ly)$/, ''],
  [/(?<=[^su])s$/, ''],
];

/** The content words of a text as stems, in order, stop words left out. */
export function toStems(text: string): string[] {
  return splitWords(text.normalize('NFKC').toLowerCase())
    .filter((word) => !STOP_WORDS.has(word))
    .map(toStem);
}

function splitWords(text: string): string[] {
  if (!UNSPACED.test(text)) return text.match(WORDS) ?? [];
  return [...segmenter.segment(text)].flatMap(({ isWordLike, segment }) =>
    isWordLike ? [segment] : [],
  );
}

/** Cuts the commonest English endings, so that "removes", "removed" and "removing" are one. */
function toStem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  for (const [ending, left] of ENDINGS) {
    const stem = word.replace(ending, left);
    if (stem !== word && stem.length >= 3) return unify(stem);
  }
  return unify(word);
}

/** "remove" and "remov" are one, and "running" and "run". */
function unify(stem: string): string {
  return stem
    .replace(/([^aeiouls])\1$/, '$1')
    .replace(/(?<=.{3})e$/, '')
    .replace(/(?<=.{2})y$/, 'i');
}
