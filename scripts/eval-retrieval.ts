import { parseArgs } from 'node:util';
import { searchModes } from '../subgraphs/retrieval/passage-finder.ts';
import { createEmbeddedEmbedder } from '../subgraphs/shared/embedding/embedded-embedder.ts';
import { evaluate, type Measures } from './evaluation/evaluate.ts';
import { readEvaluationSet } from './evaluation/evaluation-set.ts';

const SETS = ['cranfield', 'cisi'];

const help = `Measures how well searches find what people judged relevant: nDCG@10 and recall@10 for every search mode.

  npm run eval:retrieval                        every set
  npm run eval:retrieval -- --set cranfield     one set (${SETS.join(', ')}); may be repeated
  npm run eval:retrieval -- --json              figures as JSON

  EVAL_DATA   folder of the sets, default ../shared/data
  DATA_DIR    vectors are kept under its eval/, default .data; the first run embeds for minutes
`;

const { values } = parseArgs({
  options: {
    set: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});

const unknown = values.set?.find((name) => !SETS.includes(name));
if (values.help) {
  process.stdout.write(help);
} else if (unknown !== undefined) {
  process.stderr.write(`There is no set "${unknown}"; there are ${SETS.join(' and ')}.\n`);
  process.exitCode = 2;
} else {
  await evaluateAll(values.set ?? SETS, values.json ?? false).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}

async function evaluateAll(names: readonly string[], isJson: boolean): Promise<void> {
  const embedder = createEmbeddedEmbedder();
  try {
    for (const name of names) {
      const set = await readEvaluationSet(process.env['EVAL_DATA'] ?? '../shared/data', name);
      const measures = await evaluate(set, searchModes, {
        embedder,
        folder: `${process.env['DATA_DIR'] ?? '.data'}/eval`,
        onProgress: (done, all) => showProgress(name, done, all),
      });
      process.stdout.write(
        isJson ? `${JSON.stringify({ set: name, measures })}\n` : table(name, measures),
      );
    }
  } finally {
    await embedder.close();
  }
}

function table(name: string, measures: readonly Measures[]): string {
  const rows = measures.map(({ mode, ndcgAt10, recallAt10, millisecondsPerQuery }) =>
    [
      mode.padEnd(10),
      ndcgAt10.toFixed(3).padStart(8),
      recallAt10.toFixed(3).padStart(10),
      millisecondsPerQuery.toFixed(1).padStart(10),
    ].join(''),
  );
  return [`${name.padEnd(10)} nDCG@10 recall@10  ms/query`, ...rows, '', ''].join('\n');
}

function showProgress(name: string, done: number, all: number): void {
  process.stderr.write(`\r${name}: ${done} of ${all} texts embedded${done >= all ? '\n' : ''}`);
}
