import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A test collection: documents, queries, and which documents answer which query (how well, from 1). */
export type EvaluationSet = z.infer<typeof evaluationSet>;

const evaluationSet = z.object({
  docs: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
  queries: z.array(z.object({ id: z.string(), text: z.string() })),
  qrels: z.record(z.string(), z.record(z.string(), z.number())),
});

/** Reads `<folder>/<name>.json`. */
export async function readEvaluationSet(folder: string, name: string): Promise<EvaluationSet> {
  const path = join(folder, `${name}.json`);
  try {
    return evaluationSet.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new Error(`${path} is not an evaluation set; set EVAL_DATA to the folder that has it.`, {
      cause,
    });
  }
}
