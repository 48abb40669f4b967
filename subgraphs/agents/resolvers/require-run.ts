import { DomainError } from '../../shared/service/domain-error.ts';
import type { AgentsContext } from '../context.ts';
import type { RunRecord } from '../run.ts';

/** The run, as far as this request may see it; NOT_FOUND when there is none. Whoever acts on a run or watches it comes through here. */
export async function requireRun(
  id: string,
  { loaders }: Pick<AgentsContext, 'loaders'>,
): Promise<RunRecord> {
  const run = await loaders.runs.load(id);
  if (run !== null) return run;
  throw new DomainError(
    'NOT_FOUND',
    `There is no run ${id}; use the id that \`beginAsk\` or \`ask\` gave.`,
  );
}
