import { pairedRounds } from '../../measuring/paired-rounds.ts';
import type { BenchStack } from '../bench-stack.ts';
import type { BenchSize } from '../command-line.ts';
import type { Contender } from '../contenders/contender.ts';
import { NotInstalledError } from '../contenders/not-installed-error.ts';
import { cpuMilliseconds } from '../processes/cpu-time.ts';
import { checkAnswers } from './check-answers.ts';
import { driveLoad, type Load, type LoadFigures } from './drive-load.ts';
import type { LoadPlan } from './loads.ts';

/** What a contender computes before anything of it is measured: what is compiled late is compiled then. */
const WARM_UP_CPU_MS = 3000;
/** On a machine that is busy elsewhere it would take for ever. */
const WARM_UP_LIMIT_MS = 12_000;
const WARM_UP_CONNECTIONS = 16;
/** Before each measurement: what another contender displaced comes back. */
const SETTLE_MS = 200;
const MEASURED_MS = 1000;
/** For all of these when it is only to be seen that it works. */
const QUICK_MS = 150;

/** What every contender reached in every round of one load, by name. */
export type LoadRounds = readonly Readonly<Record<string, LoadFigures>>[];

export interface MeasuredLoad extends Pick<LoadPlan, 'name' | 'summary' | 'connections'> {
  readonly rounds: LoadRounds;
}

interface Started extends Pick<Load, 'port' | 'pid' | 'answerLength'> {
  readonly name: string;
}

/** Starts whoever has a part in the loads, looks at their answers, warms them up, and measures one load after the other. */
export async function measureLoads(
  stack: BenchStack,
  plans: readonly LoadPlan[],
  size: BenchSize,
): Promise<readonly MeasuredLoad[]> {
  const started = new Map<Contender, Started>();
  for (const contender of new Set(plans.flatMap(({ contenders }) => contenders))) {
    size.say(`${contender.name}: starts and warms up`);
    const ready = await bringUp(stack, contender).catch(leaveOut(contender, size));
    if (ready === undefined) continue;
    started.set(contender, ready);
    const plan = plans.find(({ contenders }) => contenders.includes(contender));
    if (plan) await warmUp(ready, plan, size);
  }
  const measured: MeasuredLoad[] = [];
  for (const plan of plans) {
    size.say(`${plan.name} …`);
    measured.push(await measureLoad(plan, started, size));
  }
  return measured;
}

async function measureLoad(
  plan: LoadPlan,
  started: ReadonlyMap<Contender, Started>,
  size: BenchSize,
): Promise<MeasuredLoad> {
  const contenders = plan.contenders.flatMap((contender) => started.get(contender) ?? []);
  const rounds = await pairedRounds(contenders, size.rounds, async (contender) => {
    await drive(contender, plan, size, SETTLE_MS);
    return drive(contender, plan, size, MEASURED_MS);
  });
  const { name, summary, connections } = plan;
  return { name, summary, connections, rounds };
}

async function bringUp(stack: BenchStack, contender: Contender): Promise<Started> {
  const { port, pid } = await stack.start(contender);
  const answerLength = await checkAnswers(port, contender);
  return { name: contender.name, port, pid, answerLength };
}

async function warmUp(contender: Started, plan: LoadPlan, size: BenchSize): Promise<void> {
  const enoughCpu = cpuMilliseconds(contender.pid) + WARM_UP_CPU_MS;
  const deadline = performance.now() + WARM_UP_LIMIT_MS;
  do await drive(contender, { ...plan, connections: WARM_UP_CONNECTIONS }, size, MEASURED_MS);
  while (
    !size.isQuick &&
    cpuMilliseconds(contender.pid) < enoughCpu &&
    performance.now() < deadline
  );
}

function drive(
  contender: Started,
  { pages, connections }: Pick<LoadPlan, 'pages' | 'connections'>,
  { isQuick }: BenchSize,
  wantedMs: number,
): Promise<LoadFigures> {
  const milliseconds = isQuick ? QUICK_MS : wantedMs;
  return driveLoad({ ...contender, pages: pages(), connections, milliseconds });
}

function leaveOut({ name }: Contender, { say }: BenchSize) {
  return (error: unknown): undefined => {
    if (!(error instanceof NotInstalledError)) throw error;
    say(`${name} is left out: ${error.message}`);
  };
}
