import { z } from 'zod';
import { EXAMPLE_HEADERS } from './example-headers.ts';

/** A tab as GraphiQL takes it: everything in it is text. */
export interface ExampleTab {
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
}

const examples = z.array(
  z.object({ text: z.string(), variables: z.record(z.string(), z.unknown()) }),
);

/** The tabs with which a new visitor begins, from what the page carries. */
export function readExampleTabs(): ExampleTab[] {
  const element = document.getElementById('examples');
  return examples.parse(JSON.parse(element?.textContent ?? '[]')).map(({ text, variables }) => ({
    query: text,
    variables: JSON.stringify(variables, null, 2),
    headers: EXAMPLE_HEADERS,
  }));
}
