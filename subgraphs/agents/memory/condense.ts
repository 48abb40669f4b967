import { countTokens } from '../../shared/text/token-count.ts';
import { splitSentences } from '../extractive/sentences.ts';
import { toStems } from '../extractive/stems.ts';
import type { MessageRecord } from '../message.ts';

interface Candidate {
  /** As it stands in the summary. */
  readonly line: string;
  readonly stems: readonly string[];
  readonly tokens: number;
  /** What the user said weighs more: it is written nowhere else, while answers were quoted from files. */
  readonly weight: number;
}

const USER_WEIGHT = 1.5;
/** A sentence of one word with a meaning says too little to stand alone. */
const FEWEST_STEMS = 2;
/** What of one message is looked at, so that no answer however long takes the summary's time. */
const MAX_CHARACTERS = 4000;

/**
 * The most telling sentences of a conversation within so many tokens, in their order, one a line, each with who said it;
 * `earlier` is a summary of what came before, whose lines compete with the new ones. The same input gives the same text.
 *
 * SumBasic (Nenkova and Vanderwende 2005): a sentence tells as much as its words are frequent on the average; words that
 * were said count for less from then on, so that the next sentence says something else.
 */
export function condense(
  earlier: string,
  messages: readonly MessageRecord[],
  maxTokens: number,
): string {
  const candidates = distinct([...linesOf(earlier), ...messages.flatMap(sentencesOf)]);
  const frequency = frequenciesOf(candidates);
  const chosen = new Set<Candidate>();
  let left = maxTokens;
  for (;;) {
    const fitting = candidates.filter((each) => !chosen.has(each) && each.tokens <= left);
    const best = mostTelling(fitting, frequency);
    if (best === undefined) break;
    left -= best.tokens;
    chosen.add(best);
    for (const stem of best.stems) frequency.set(stem, (frequency.get(stem) ?? 0) ** 2);
  }
  return candidates
    .filter((candidate) => chosen.has(candidate))
    .map(({ line }) => line)
    .join('\n');
}

function linesOf(summary: string): Candidate[] {
  return summary
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({
      line,
      stems: stemsOf(line.replace(/^(?:User|Agent): /, '')),
      tokens: tokensOf(line),
      weight: line.startsWith('Agent: ') ? 1 : USER_WEIGHT,
    }));
}

function sentencesOf({ role, text }: MessageRecord): Candidate[] {
  const [speaker, weight] = role === 'USER' ? ['User', USER_WEIGHT] : ['Agent', 1];
  const beginning = text.slice(0, MAX_CHARACTERS).replace(/ ?\[\d{1,3}\]/g, '');
  return splitSentences(beginning).map((sentence) => {
    const line = `${speaker}: ${sentence.replace(/\s+/g, ' ')}`;
    return { line, stems: stemsOf(sentence), tokens: tokensOf(line), weight: Number(weight) };
  });
}

function tokensOf(line: string): number {
  return countTokens(`${line}\n`);
}

function stemsOf(text: string): string[] {
  return [...new Set(toStems(text))];
}

/** Each thing that is said once, where it was said first. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ stems }) => {
    const words = stems.toSorted().join(' ');
    return stems.length >= FEWEST_STEMS && !seen.has(words) && seen.add(words);
  });
}

/** The share that each stem has in all that is said. */
function frequenciesOf(candidates: readonly Candidate[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const stem of candidates.flatMap(({ stems }) => stems)) {
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...counts].map(([stem, count]) => [stem, count / total]));
}

/** The first of equals; undefined when there is none. */
function mostTelling(
  candidates: readonly Candidate[],
  frequency: ReadonlyMap<string, number>,
): Candidate | undefined {
  const tells = ({ stems, weight }: Candidate) =>
    (weight * stems.reduce((sum, stem) => sum + (frequency.get(stem) ?? 0), 0)) / stems.length;
  let best: Candidate | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates) {
    const told = tells(candidate);
    if (told > most) [best, most] = [candidate, told];
  }
  return best;
}
