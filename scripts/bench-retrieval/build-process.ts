import { spareLanceThreads } from '../../subgraphs/retrieval/lance-threads.ts';
import { readEvaluationSet } from '../evaluation/evaluation-set.ts';
import { measureBuild } from './measure-build.ts';

/** Builds an index of one size in a folder and measures that; prints the figures as JSON. Its memory is not what a service needs. */
const SETS = ['cranfield', 'cisi'];

spareLanceThreads(process.env);
const [, , folder = '', chunks] = process.argv;
const data = process.env['EVAL_DATA'] ?? '../shared/data';
const sets = await Promise.all(SETS.map((name) => readEvaluationSet(data, name)));
process.stdout.write(JSON.stringify(await measureBuild(sets, { folder, chunks: Number(chunks) })));
