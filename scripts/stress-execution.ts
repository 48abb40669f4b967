import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { MadeUpSubgraph } from '../gateway/execution/testing/made-up-subgraph.ts';
import { sameAnswers } from '../gateway/execution/testing/same-answers.ts';
import { shopSchemas } from '../gateway/execution/testing/shop-schemas.ts';
import { createTwoExecutors } from '../gateway/execution/testing/two-executors.ts';

const help = `Makes up operations and answers of subgraphs, and compares what compiled query plans and the gateway library make of
them. Exits with 1 at the first difference, which is made as small as it can be.

  npm run stress:execution                   3000 operations, about a minute
  npm run stress:execution -- --runs 100000
  npm run stress:execution -- --seed 7       the same ones again; the seed is printed
`;

const options = {
  runs: { type: 'string', default: '3000' },
  seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const { values } = parseArgs({ options });
if (values.help) process.stdout.write(help);
else await run(Number(values.runs), Number(values.seed));

async function run(numRuns: number, seed: number): Promise<void> {
  const shop = await createTwoExecutors(shopSchemas, (name, sdl) => new MadeUpSubgraph(name, sdl));
  const result = await fc.check(sameAnswers(shop), { numRuns, seed });
  process.stdout.write(
    `seed ${seed}: ${result.numRuns} operations, executed ${JSON.stringify(shop.counts)}\n`,
  );
  if (!result.failed) return;
  process.stdout.write(`${fc.defaultReportMessage(result)}\n${result.errorInstance}\n`);
  process.exitCode = 1;
}
