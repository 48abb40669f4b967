import type { Invalidation } from '../../subgraphs/shared/cache/types.ts';
import type { Random } from '../measuring/random.ts';
import { BUSY_KINDS, FILES, GROUPS, ITEMS, SUBJECTS, type Subject, TOPICS } from './subjects.ts';

export const INVALIDATION_SORTS = ['key', 'tag', 'late tag', 'pattern', 'kind', 'clear'] as const;
export type InvalidationSort = (typeof INVALIDATION_SORTS)[number];

/** An invalidation and every subject that it names. */
export interface Target {
  readonly sort: InvalidationSort;
  /** Undefined: `clear()`. */
  readonly invalidation: Invalidation | undefined;
  readonly subjects: readonly Subject[];
}

/** What to invalidate next. */
export function pickTarget(sort: InvalidationSort, random: Random): Target {
  const [invalidation, isNamed] = choices[sort](random);
  return { sort, invalidation, subjects: SUBJECTS.filter(isNamed) };
}

type Choice = readonly [Invalidation | undefined, (subject: Subject) => boolean];

const choices: Readonly<Record<InvalidationSort, (random: Random) => Choice>> = {
  key: (random) => {
    const named = Array.from({ length: 1 + random.below(3) }, () => random.pick(SUBJECTS));
    const keys = named.map(({ kind, request }) => ({ kind, key: request.key }));
    return [{ keys }, (subject) => named.includes(subject)];
  },
  tag: (random) => {
    const group = random.below(GROUPS);
    return [{ tags: [`group-${group}`] }, (subject) => subject.group === group];
  },
  'late tag': (random) => {
    const file = random.below(FILES);
    return [{ tags: [`file-${file}`] }, (subject) => subject.files.includes(file)];
  },
  pattern: (random) => {
    if (random.chance(0.5)) {
      const item = random.below(ITEMS);
      return [{ pattern: `* Item-${item}` }, (subject) => subject.item === item];
    }
    const topic = random.below(TOPICS);
    const pattern = random.pick([
      `topic-${topic} item`,
      `*topic-${topic}*`,
      `[a-z]* topic-${topic} item-?*`,
    ]);
    return [{ pattern }, (subject) => subject.topic === topic];
  },
  kind: (random) => {
    const kind = random.pick(BUSY_KINDS);
    return [{ kinds: [kind] }, (subject) => subject.kind === kind];
  },
  clear: () => [undefined, () => true],
};
