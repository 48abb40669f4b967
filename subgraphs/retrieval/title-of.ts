import type { Passage } from './chunk-index.ts';

/** What a passage's file is called, in one line of at most 200 characters: its title, else its name. */
export function titleOf({ title, fileName }: Pick<Passage, 'title' | 'fileName'>): string {
  return (title ?? fileName).replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}
