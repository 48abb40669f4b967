import { countTokens } from '../../shared/text/token-count.ts';
import { splitSentences } from '../extractive/sentences.ts';
import { toStems } from '../extractive/stems.ts';
import type { MessageRecord } from '../message.ts';

interface Candidate {
  /** As it stands in the summary. */
  readonly line: string;
  readonly stems: readonly string[];
  /** What the user said weighs more: it is written nowhere else, while answers were quoted from files. */
  readonly weight: number;
}

const USER_WEIGHT = 1.5;
/** A sentence of one word with a meaning says too little to stand alone. */
const FEWEST_STEMS = 2;

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
  for (let rest = candidates; rest.length > 0; ) {
    const best = mostTelling(rest, frequency);
    rest = rest.filter((candidate) => candidate !== best);
    const tokens = countTokens(`${best.line}\n`);
    if (tokens > left) continue;
    left -= tokens;
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
      weight: line.startsWith('Agent: ') ? 1 : USER_WEIGHT,
    }));
}

function sentencesOf({ role, text }: MessageRecord): Candidate[] {
  const [speaker, weight] = role === 'USER' ? ['User', USER_WEIGHT] : ['Agent', 1];
  return splitSentences(text.replace(/ ?\[\d{1,3}\]/g, '')).map((sentence) => ({
    line: `${speaker}: ${sentence.replace(/\s+/g, ' ')}`,
    stems: stemsOf(sentence),
    weight: Number(weight),
  }));
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

/** The first of equals. `candidates` is not empty. */
function mostTelling(
  candidates: readonly Candidate[],
  frequency: ReadonlyMap<string, number>,
): Candidate {
  const tells = ({ stems, weight }: Candidate) =>
    (weight * stems.reduce((sum, stem) => sum + (frequency.get(stem) ?? 0), 0)) / stems.length;
  return candidates.reduce((best, candidate) =>
    tells(candidate) > tells(best) ? candidate : best,
  );
}
