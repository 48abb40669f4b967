import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countResults } from './count-results.ts';
import { redisForTests } from './redis-for-tests.ts';
import { runNpmScript } from './run-npm-script.ts';

const help = `Runs everything that CI checks, in order, and stops at the first failure.

  npm test                    types, lint, generated code, schema, then all tests (against a real Redis)
  npm test -- subgraphs/…     the same, with the tests of one folder only
  npm run check               all but the tests

The last line is "N passed, N failed" with the tests' numbers.
`;

interface Check {
  readonly title: string;
  readonly words: readonly string[];
}

const staticChecks: readonly Check[] = [
  { title: 'types', words: ['typecheck'] },
  { title: 'lint and format', words: ['lint'] },
  { title: 'generated code is up to date', words: ['codegen', '--', '--check'] },
  { title: 'schema composes, breaks nothing, describes everything', words: ['schema:check'] },
];

/** `npm test`, from its words to its exit code. */
export async function runChecks(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    process.stdout.write(help);
    return 0;
  }
  const summary: string[] = [];
  for (const check of staticChecks) {
    if (!(await runCheck(check, summary))) return conclude(summary, '0 passed, 1 failed', 1);
  }
  if (words.includes('--no-jest')) return conclude(summary, 'All checks passed.', 0);
  const { isWhole, counts } = await runTests(words, summary);
  return conclude(summary, counts, isWhole ? 0 : 1);
}

async function runTests(words: readonly string[], summary: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'jest-results-'));
  const results = join(folder, 'results.json');
  try {
    const environment = await redisForTests((line) => process.stdout.write(`${line}\n`));
    const jest = ['jest', '--', '--json', `--outputFile=${results}`, ...words];
    const isGreen = await runCheck({ title: 'tests', words: jest }, summary, environment);
    const { text, failed } = await countResults(results);
    return { isWhole: isGreen && failed === 0, counts: text };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    summary.push('FAILED  tests');
    return { isWhole: false, counts: '0 passed, 1 failed' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runCheck(
  { title, words }: Check,
  summary: string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  process.stdout.write(`\n── ${title} ──\n`);
  const began = performance.now();
  const isGreen = await runNpmScript(words, environment);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  summary.push(`${isGreen ? 'ok    ' : 'FAILED'}  ${title} (${seconds} s)`);
  return isGreen;
}

function conclude(summary: readonly string[], lastLine: string, exitCode: number): number {
  process.stdout.write(`\n── summary ──\n${summary.join('\n')}\n${lastLine}\n`);
  return exitCode;
}
