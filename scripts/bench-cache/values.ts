/** What is cached: JSON that names the key that it is of, as some peers ask for. */
export interface BenchValue {
  readonly query: string;
}

export type MakeValue = (key: string) => BenchValue;

/** A search result of ten hits, 1 KB of JSON. */
export function searchResult(query: string): BenchValue {
  const hits = Array.from({ length: 10 }, (_, rank) => ({
    id: `file-${rank}-3f9a`,
    score: 0.91 - rank / 37,
    text: 'Retention of raw documents is 90 days',
  }));
  return { query, hits } as BenchValue;
}

/** About 100 bytes of JSON. */
export function smallValue(query: string): BenchValue {
  const rest = { title: 'Retention of documents', kind: 'pdf', pages: 12, isIndexed: true };
  return { query, ...rest } as BenchValue;
}

/** The sizes that reads are compared at. */
export const SIZES: readonly (readonly [name: string, makeValue: MakeValue])[] = [
  ['100 B', smallValue],
  ['1 KB', searchResult],
];

/** A value whose JSON has about so many bytes, of texts that differ. */
export function valueOfBytes(bytes: number): MakeValue {
  return (query) => {
    const words = `${query} ${Math.random().toString(36).slice(2)} `;
    const text = words.repeat(Math.ceil(bytes / words.length)).slice(0, Math.max(1, bytes - 40));
    return { query, text } as BenchValue;
  };
}

/** The keys of a scenario. */
export function keysOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `what is known of topic ${at}`);
}
