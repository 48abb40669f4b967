import { parseArgs } from 'node:util';
import type { PlayedAct } from './stress-cache/chaos.ts';
import { MutantRun, type MutantVerdict } from './stress-cache/mutant-run.ts';
import { MUTANTS } from './stress-cache/mutants.ts';
import {
  describeViolation,
  figuresTable,
  progressLine,
  verdictLine,
} from './stress-cache/print-figures.ts';
import { MOST_PROCESSES } from './stress-cache/register.ts';
import { DEFAULT_PLAN, type StressPlan } from './stress-cache/stress-plan.ts';
import { StressRun } from './stress-cache/stress-run.ts';

const help = `Tries to make the cache engine wrong: processes that read and check, processes that change and invalidate,
a private Redis, and everything that can go wrong. Exits with 1 when an answer was older than an acknowledged
invalidation allows, or when a key was loaded twice at once.

  npm run stress:cache -- --minutes 10   (default: --seconds 60)
  npm run stress:cache -- --mutants      break the engine on purpose, one guard at a time: each must be seen

  --seconds N, --minutes N   how long; for mutants: how long each may go unseen (default 90 s)
  --processes N              2 to ${MOST_PROCESSES} (default 3)
  --seed N                   of all choices (default: another one each time; it is printed)
  --only NAME                with --mutants: those whose name contains this
  --bail                     stop at the first violation
  --log                      every act of chaos on stderr, when it is over
  --json                     the figures as JSON
  --help
`;

const options = {
  minutes: { type: 'string' },
  seconds: { type: 'string' },
  processes: { type: 'string', default: '3' },
  seed: { type: 'string' },
  only: { type: 'string', default: '' },
  mutants: { type: 'boolean', default: false },
  bail: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  log: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

interface Arguments {
  readonly plan: StressPlan;
  readonly only: string;
  readonly mutants: boolean;
  readonly json: boolean;
  readonly log: boolean;
  readonly help: boolean;
}

const PROGRESS_SECONDS = process.stdout.isTTY ? 5 : 30;

await main();

async function main(): Promise<void> {
  const values = readArguments();
  if (values === undefined) return;
  if (values.help) process.stdout.write(help);
  else if (values.mutants) await tryMutants(values);
  else await stress(values);
}

async function tryMutants(values: Arguments): Promise<void> {
  const mutants = MUTANTS.filter(({ name }) => name.includes(values.only));
  const verdicts: MutantVerdict[] = [];
  let isStopped = false;
  let run: MutantRun | undefined;
  const stop = () => {
    isStopped = true;
    run?.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  for (const mutant of mutants) {
    if (isStopped) break;
    run = new MutantRun(mutant, values.plan, actTeller(values.log));
    const verdict = await run.play();
    verdicts.push(verdict);
    (values.json ? process.stderr : process.stdout).write(`${verdictLine(verdict)}\n`);
  }
  if (values.json) process.stdout.write(`${JSON.stringify(verdicts, null, 2)}\n`);
  if (verdicts.length < mutants.length || verdicts.some(({ seen }) => seen === undefined)) {
    process.exitCode = 1;
  }
}

async function stress({ plan, json, log }: Arguments): Promise<void> {
  const run = new StressRun(plan, actTeller(log));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => run.stop());
  const say = (line: string) => (json ? process.stderr : process.stdout).write(`${line}\n`);
  say(`seed ${plan.seed}, ${plan.processes} processes, ${plan.seconds} s`);
  let told = 0;
  const progress = setInterval(() => {
    const figures = run.report.figures();
    say(progressLine(figures));
    for (const violation of figures.violations.slice(told)) say(describeViolation(violation));
    told = figures.violations.length;
  }, PROGRESS_SECONDS * 1000);
  const figures = (await run.play()).figures();
  clearInterval(progress);
  process.stdout.write(
    json ? `${JSON.stringify({ plan, ...figures }, null, 2)}\n` : figuresTable(figures),
  );
  if (figures.violations.length > 0) process.exitCode = 1;
}

/** For `--log`. */
function actTeller(isWanted: boolean): (act: PlayedAct) => void {
  if (!isWanted) return () => undefined;
  return ({ name, beganAt, endedAt = beganAt, outcome }) => {
    const when = new Date(beganAt).toISOString().slice(11, 23);
    process.stderr.write(`${when} +${endedAt - beganAt} ms  ${name}: ${outcome}\n`);
  };
}

function readArguments(): Arguments | undefined {
  try {
    const { values } = parseArgs({ options });
    const { minutes, seconds, processes, seed, ...rest } = values;
    const plan: StressPlan = {
      ...DEFAULT_PLAN,
      seconds:
        minutes === undefined
          ? number('--seconds', seconds ?? (rest.mutants ? '90' : '60'), 1, 86_400)
          : number('--minutes', minutes, 0.1, 1440) * 60,
      processes: number('--processes', processes, 2, MOST_PROCESSES),
      seed: number('--seed', seed ?? `${Date.now() % 1_000_000}`, 0, 1_000_000_000),
      stopAtFirstViolation: rest.bail,
    };
    if (!MUTANTS.some(({ name }) => name.includes(rest.only))) {
      const names = MUTANTS.map(({ name }) => name).join(', ');
      throw new TypeError(`--only takes a part of one of the names ${names}; got "${rest.only}".`);
    }
    return { ...rest, plan };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return undefined;
  }
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new TypeError(`${name} takes a number from ${least} to ${most}; got "${text}".`);
}
