import type { GraphQLFormattedError } from 'graphql';
import { isJsonObject } from '../json-object.ts';
import { hashOf } from './made-up-values.ts';

export interface MadeUpAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: GraphQLFormattedError[];
}

/** Sometimes a subgraph is away, answers nothing, or something that its own schema forbids. */
export function spoil(answer: MadeUpAnswer, hash: number, seed: number): MadeUpAnswer {
  if (seed % 4 !== 3) return answer;
  switch (hash % 8) {
    case 0:
      throw new Error('connection refused');
    case 1:
      return {
        data: null,
        errors: [{ message: 'away', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
      };
    case 2:
      return {
        data: null,
        errors: [{ message: '' }, { message: 'odd', path: [], extensions: {} }],
      };
    case 3:
      return { data: {} };
    default:
      lie(answer.data, hash);
      return answer;
  }
}

/** One leaf or object becomes null, or a value of another kind. */
function lie(data: unknown, hash: number): void {
  const places = placesIn(data);
  const place = places[hash % Math.max(1, places.length)];
  if (place === undefined) return;
  const value = place.object[place.key];
  const isLeaf = typeof value !== 'object';
  const lies = isLeaf ? [null, true, 'no such value', 1.5, 1e30] : [null];
  place.object[place.key] = lies[hashOf(hash) % lies.length];
}

/** What the library itself relies on. */
const fixed: ReadonlySet<string> = new Set(['__typename', 'kindOfIt', '_entities']);

interface Place {
  readonly object: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): Place[] {
  if (Array.isArray(value)) return value.flatMap(placesIn);
  if (!isJsonObject(value)) return [];
  const own = Object.keys(value).filter((key) => !fixed.has(key));
  return [...own.map((key) => ({ object: value, key })), ...Object.values(value).flatMap(placesIn)];
}
