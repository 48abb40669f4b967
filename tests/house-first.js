import { statSync } from 'node:fs';

const HERE = new URL('.', import.meta.url).pathname;

/**
 * The order in which Jest starts the test files: those of the whole house first, as they take longest, then the others, the largest
 * first. Otherwise one of them is started last, on a fresh clone, and everything else waits for it.
 */
// biome-ignore lint/style/noDefaultExport: Jest takes a test sequencer by its default export
export default class HouseFirst {
  sort(tests) {
    const rank = ({ path }) => (path.startsWith(HERE) ? 0 : 1);
    const size = ({ path }) => statSync(path).size;
    return [...tests].sort((a, b) => rank(a) - rank(b) || size(b) - size(a));
  }

  /** `--onlyFailures` has nothing to go by: results are not kept. */
  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
