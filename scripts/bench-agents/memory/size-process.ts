import { readEvaluationSet } from '../../evaluation/evaluation-set.ts';
import { measureMemory } from './measure-memory.ts';

/** One size in a process of its own, so that its memory is its own; prints the report as JSON. */
const SETS = ['cranfield', 'cisi'];

const folder = process.env['EVAL_DATA'] ?? '../shared/data';
const sets = await Promise.all(SETS.map((name) => readEvaluationSet(folder, name)));
process.stdout.write(JSON.stringify(await measureMemory(sets, Number(process.argv[2]))));
