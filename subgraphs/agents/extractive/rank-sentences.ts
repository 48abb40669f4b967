import { splitSentences } from './sentences.ts';
import { toStems } from './stems.ts';
import { findTitles } from './titles.ts';

/** A passage that may be quoted. */
export interface QuotablePassage {
  /** The number to cite it by. */
  readonly citation: number;
  readonly text: string;
}

/** A sentence that answers, and where it stands. */
export interface Quote {
  readonly citation: number;
  /** An exact substring of the passage. */
  readonly sentence: string;
  /** 0…1: how much of what was asked it speaks of. */
  readonly score: number;
}

interface Candidate {
  readonly citation: number;
  readonly sentence: string;
  readonly stems: ReadonlySet<string>;
  /** The stems of the heading that it stands under, when that is near. */
  readonly titleStems: ReadonlySet<string>;
  /** The stems of the passage that it stands in. */
  readonly inPassage: ReadonlySet<string>;
  /** How many sentences stand between the heading and it. */
  readonly belowTitle: number;
  /** The passage's place in the search result, from 0. */
  readonly rank: number;
}

/** Of the question's weight in words, the least that a sentence must cover to count as an answer. */
const MIN_SCORE = 0.45;
/** A further quote must be nearly as good as the best. */
const MIN_RELATIVE_SCORE = 0.7;
const MAX_QUOTES = 3;
/** How far the passage around a sentence speaks for it: a heading names what its sentences only call "it". */
const PASSAGE_WEIGHT = 0.25;
/** How far the heading right above a sentence speaks for it, and how much less for each sentence further down. */
const TITLE_WEIGHT = 0.8;
const TITLE_DECAY = 0.15;
/** What a place lower in the search result costs; breaks ties in favour of what was found first. */
const RANK_PENALTY = 0.01;
/** What a character costs: of two sentences that say it, the shorter one. */
const LENGTH_PENALTY = 0.0002;

/**
 * The sentences that answer a question best, best first; none when nothing does. Deterministic: a sentence's score
 * is the share of the question's words that it has (by stem, each weighed by its rarity among the sentences),
 * with a share for its heading and its passage.
 */
export function rankSentences(question: string, passages: readonly QuotablePassage[]): Quote[] {
  const asked = new Set(toStems(question));
  const candidates = passages.flatMap((passage, rank) => toCandidates(passage, rank));
  const weigh = createWeights(asked, candidates);
  const quotes = candidates
    .filter((candidate) => speaksOf(asked, candidate))
    .map((candidate) => {
      const { citation, sentence, inPassage, rank } = candidate;
      const said = weighWithTitle(candidate, weigh);
      const share = (1 - PASSAGE_WEIGHT) * said + PASSAGE_WEIGHT * weigh(inPassage);
      const cost = rank * RANK_PENALTY + sentence.length * LENGTH_PENALTY;
      return { citation, sentence, score: Math.max(0, share - cost) };
    })
    .filter(({ score }) => score >= MIN_SCORE)
    .sort((left, right) => right.score - left.score);
  return chooseQuotes(quotes);
}

/** Headings and questions are not quoted: they ask or announce what the sentences below them say. */
function toCandidates({ citation, text }: QuotablePassage, rank: number): Candidate[] {
  const sentences = splitSentences(text).map((sentence) => ({
    sentence,
    stems: new Set(toStems(sentence)),
  }));
  const inPassage = new Set(sentences.flatMap(({ stems }) => [...stems]));
  const titles = findTitles(text, sentences.length);
  let titleStems: ReadonlySet<string> = new Set();
  let belowTitle = 0;
  return sentences.flatMap(({ sentence, stems }) => {
    if (titles.has(sentence) || (sentence.endsWith('?') && sentences.length > 1)) {
      titleStems = stems;
      belowTitle = 0;
      return [];
    }
    const place = { titleStems, belowTitle };
    belowTitle += 1;
    return [{ sentence, stems, ...place, citation, inPassage, rank }];
  });
}

/** What a sentence says by itself, or read under its heading, whichever speaks more of the question. */
function weighWithTitle(
  { stems, titleStems, belowTitle }: Candidate,
  weigh: (stems: ReadonlySet<string>) => number,
): number {
  const trust = Math.max(0, TITLE_WEIGHT - belowTitle * TITLE_DECAY);
  return Math.max(weigh(stems), trust * weigh(new Set([...stems, ...titleStems])));
}

/** A single word in common is an accident, unless hardly more was asked, or the passage has more of them. */
function speaksOf(asked: ReadonlySet<string>, candidate: Candidate): boolean {
  const shared = (stems: ReadonlySet<string>) =>
    [...asked].filter((stem) => stems.has(stem)).length;
  const near = new Set([...candidate.stems, ...candidate.titleStems]);
  return shared(near) > 0 && shared(candidate.inPassage) >= Math.min(2, asked.size);
}

/** The share of the question's weight that a set of words covers. */
function createWeights(
  asked: ReadonlySet<string>,
  sentences: readonly Candidate[],
): (stems: ReadonlySet<string>) => number {
  const weights = new Map(
    [...asked].map((stem) => {
      const frequency = sentences.filter(({ stems }) => stems.has(stem)).length;
      const rest = sentences.length - frequency;
      // One more for every word alike: among few sentences rarity says little.
      return [stem, 1 + Math.log(1 + (rest + 0.5) / (frequency + 0.5))];
    }),
  );
  const sum = (stems: Iterable<string>) =>
    [...stems].reduce((total, stem) => total + (weights.get(stem) ?? 0), 0);
  const whole = sum(asked);
  return (stems) => (whole === 0 ? 0 : sum([...asked].filter((stem) => stems.has(stem))) / whole);
}

function chooseQuotes(quotes: readonly Quote[]): Quote[] {
  const best = quotes[0]?.score ?? 0;
  const seen = new Set<string>();
  return quotes
    .filter(({ score }) => score >= best * MIN_RELATIVE_SCORE)
    .filter(({ sentence }) => {
      const words = toStems(sentence).join(' ');
      return !seen.has(words) && seen.add(words);
    })
    .slice(0, MAX_QUOTES);
}
