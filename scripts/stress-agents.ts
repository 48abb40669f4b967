import { readStressCommand, type StressCommand } from './stress-agents/command-line.ts';
import { MutantRun, type MutantVerdict } from './stress-agents/mutant-run.ts';
import { figuresTable, progressLine, verdictLine } from './stress-agents/print-figures.ts';
import { StressRun } from './stress-agents/stress-run.ts';

const help = `Tries to make the agents service lose something: two processes on one store, a Redis, a chat model over HTTP. Waves
of questions, all sent at once, while processes and Redis are killed with kill -9 and FLUSHALL empties Redis. When all is at rest, what
callers were told is compared with what is in the store and in the graph. Exits with 1 when a rule did not hold.

  npm run stress:agents -- --minutes 10   (default: --seconds 60; waves begin until then, one at least)
  npm run stress:agents -- --mutants      break the service on purpose, one guard at a time: each must be seen

  --minutes N, --seconds N   how long; for mutants: how long each may go unseen
  --asks N, --sessions N     in a wave (default 200 in 20)
  --hang                     also stop a process in each wave for longer than its runs' leases (26 s)
  --seed N                   of all choices (default: another one each time; it is printed)
  --only NAME                with --mutants: those whose name contains this
  --bail                     stop after the first wave with a violation
  --json                     the figures as JSON
  --help
`;

const command = readCommand();
if (command?.isHelp) process.stdout.write(help);
else if (command?.isForMutants) await tryMutants(command);
else if (command !== undefined) await stress(command);

async function stress({ plan, isJson }: StressCommand): Promise<void> {
  const say = sayWhere(isJson);
  say(`seed ${plan.seed}, ${plan.processes} processes, ${plan.seconds} s`);
  const run = new StressRun(plan, () => say(progressLine(run.report.figures())));
  onSignal(() => run.stop());
  const figures = (await run.play()).figures();
  const json = JSON.stringify({ plan, ...figures }, null, 2);
  process.stdout.write(isJson ? `${json}\n` : figuresTable(figures));
  if (figures.violations.length > 0) process.exitCode = 1;
}

async function tryMutants({ plan, mutants, isJson }: StressCommand): Promise<void> {
  const say = sayWhere(isJson);
  const verdicts: MutantVerdict[] = [];
  let run: MutantRun | undefined;
  let isStopped = false;
  onSignal(() => {
    isStopped = true;
    run?.stop();
  });
  for (const mutant of mutants) {
    if (isStopped) break;
    run = new MutantRun(mutant, plan);
    const verdict = await run.play();
    verdicts.push(verdict);
    say(verdictLine(verdict));
  }
  if (isJson) process.stdout.write(`${JSON.stringify(verdicts, null, 2)}\n`);
  const areSeen = verdicts.every(({ seen }) => seen.length > 0);
  if (!areSeen || verdicts.length < mutants.length) process.exitCode = 1;
}

function sayWhere(isJson: boolean): (line: string) => void {
  return (line) => void (isJson ? process.stderr : process.stdout).write(`${line}\n`);
}

function onSignal(stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}

function readCommand(): StressCommand | undefined {
  try {
    return readStressCommand(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return undefined;
  }
}
