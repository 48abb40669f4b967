import { spareLanceThreads } from '../../subgraphs/retrieval/lance-threads.ts';
import { readEvaluationSet } from '../evaluation/evaluation-set.ts';
import { measureSize } from './measure-size.ts';

/** One size in a process of its own, so that its memory is its own; prints the report as JSON. */
const SETS = ['cranfield', 'cisi'];

spareLanceThreads(process.env);
const folder = process.env['EVAL_DATA'] ?? '../shared/data';
const sets = await Promise.all(SETS.map((name) => readEvaluationSet(folder, name)));
process.stdout.write(JSON.stringify(await measureSize(sets, Number(process.argv[2]))));
