import { parseArgs } from 'node:util';
import { searchModes } from '../subgraphs/retrieval/passage-finder.ts';
import { createEmbeddedEmbedder } from '../subgraphs/shared/embedding/embedded-embedder.ts';
import { evaluate, type Measures } from './evaluation/evaluate.ts';
import { readEvaluationSet } from './evaluation/evaluation-set.ts';
import { foldReport, foldTable } from './evaluation/fold-report.ts';
import { measureReport, measureTable } from './evaluation/measure-report.ts';
import { asServed, grid, PLAIN } from './evaluation/variant.ts';

const SETS = ['cranfield', 'cisi'];

const help = `Measures how well searches find what people judged relevant: nDCG@10 and recall@10 for every search mode.

  npm run eval:retrieval                        every set
  npm run eval:retrieval -- --set cranfield     one set (${SETS.join(', ')}); may be repeated
  npm run eval:retrieval -- --compare           every setting of HYBRID that was tried, and p against "${PLAIN.name}"
  npm run eval:retrieval -- --folds 5           held-out figures: what is best on the other folds, measured on each
  npm run eval:retrieval -- --json              figures as JSON, with those of each query

It fails when HYBRID is below KEYWORD on any set.

  EVAL_DATA   folder of the sets, default ../shared/data
  DATA_DIR    vectors are kept under its eval/, default .data; the first run embeds for minutes
`;

const { values } = parseArgs({
  options: {
    set: { type: 'string', multiple: true },
    compare: { type: 'boolean', default: false },
    folds: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});

const names = values.set ?? SETS;
const unknown = names.find((name) => !SETS.includes(name));
const folds = values.folds === undefined ? null : Number(values.folds);
if (values.help) {
  process.stdout.write(help);
} else if (unknown !== undefined) {
  refuse(`There is no set "${unknown}"; there are ${SETS.join(' and ')}.`);
} else if (folds !== null && !(Number.isInteger(folds) && folds >= 2 && folds <= 20)) {
  refuse(`--folds must be a whole number from 2 to 20; got "${values.folds}".`);
} else {
  await evaluateAll().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}

async function evaluateAll(): Promise<void> {
  const embedder = createEmbeddedEmbedder();
  const tried = values.compare || folds !== null ? grid : [];
  const variants = [...searchModes.map(asServed), ...tried];
  const bySet: Record<string, readonly Measures[]> = {};
  try {
    for (const name of names) {
      const set = await readEvaluationSet(process.env['EVAL_DATA'] ?? '../shared/data', name);
      const measures = await evaluate(set, variants, {
        embedder,
        folder: `${process.env['DATA_DIR'] ?? '.data'}/eval`,
        onProgress: (done, all) => showProgress(name, done, all),
      });
      bySet[name] = measures;
      const shown = values.compare ? measures : measures.slice(0, searchModes.length);
      write(values.json ? measureReport(name, shown) : measureTable(name, shown));
    }
  } finally {
    await embedder.close();
  }
  requireHybridBest(bySet);
  if (folds !== null) write(values.json ? foldReport(bySet, folds) : foldTable(bySet, folds));
}

/** Meaning must never cost what words alone would have found. */
function requireHybridBest(bySet: Readonly<Record<string, readonly Measures[]>>): void {
  for (const [set, measures] of Object.entries(bySet)) {
    const of = (mode: string) => measures.find(({ name }) => name === mode)?.ndcgAt10 ?? 0;
    if (of('HYBRID') >= of('KEYWORD')) continue;
    process.stderr.write(`${set}: HYBRID is below KEYWORD, and must not be.\n`);
    process.exitCode = 1;
  }
}

function write(output: object | string): void {
  process.stdout.write(typeof output === 'string' ? output : `${JSON.stringify(output)}\n`);
}

function refuse(reason: string): void {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 2;
}

function showProgress(name: string, done: number, all: number): void {
  process.stderr.write(`\r${name}: ${done} of ${all} texts embedded${done >= all ? '\n' : ''}`);
}
