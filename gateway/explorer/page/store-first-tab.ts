import type { ExampleTab } from './example-tabs.ts';

/**
 * At the first visit, stores the first tab as GraphiQL stores the one that was last edited: it shows the variables of the tab with which
 * it begins from there only.
 */
export function storeFirstTab([first]: readonly ExampleTab[]): void {
  if (first === undefined || localStorage.getItem('graphiql:tabState') !== null) return;
  localStorage.setItem('graphiql:query', first.query);
  localStorage.setItem('graphiql:variables', first.variables);
}
