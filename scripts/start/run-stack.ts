import { writeBuild } from '../build/write-build.ts';
import { checkPorts } from './check-ports.ts';
import type { CommandLine } from './command-line.ts';
import type { ConsoleLog } from './console-log.ts';
import { demonstrate } from './demonstration/demonstrate.ts';
import { chooseRedis, withoutPassword } from './redis/choose-redis.ts';
import { machineProbes } from './redis/machine-probes.ts';
import { type PrivateRedisProgram, redisProgram } from './redis/redis-program.ts';
import { sayWhere } from './say-where.ts';
import { servicePrograms } from './service-programs.ts';
import type { Environment, StackSettings } from './settings.ts';
import { Stack } from './stack.ts';
import { refuseSecondStack, removeStackRecord, writeStackRecord } from './stack-record.ts';
import { stopSignal } from './stop-signal.ts';
import { watchSources } from './watch-sources.ts';
import { writeSupergraph } from './write-supergraph.ts';

/** Starts everything, shows it, and stays until it is told to stop. Whatever happens, what was started is ended. */
export async function runStack(
  commandLine: CommandLine,
  settings: StackSettings,
  environment: Environment,
  log: ConsoleLog,
): Promise<void> {
  await refuseSecondStack(settings.dataDir);
  await checkPorts(settings.host, settings.ports);
  const { groups, redis } = await assemble(settings, environment, log);
  const record = recorder(settings, redis, log);
  const stack = new Stack(groups, log, record);
  const stopped = stopSignal(() => stack.kill(), log);
  try {
    await record(stack);
    await stack.start(stopped);
    await record(stack);
    if (commandLine.isDemoWanted && !stopped.aborted) {
      await log.quietly(() => demonstrate(settings, log, stopped));
    }
    if (commandLine.isWatching) watch(stack, log, stopped);
    if (!stopped.aborted) sayWhere(settings, log);
    await untilAborted(stopped);
  } finally {
    await stack.stop();
    await removeStackRecord(settings.dataDir);
    log.say('Stopped: every process that was started has ended.');
  }
}

/** Everything that must be right before the first process starts. */
async function assemble(settings: StackSettings, environment: Environment, log: ConsoleLog) {
  const probes = machineProbes((line) => log.say(line));
  const choice = await chooseRedis(settings.namedRedis, probes);
  const redis =
    choice.kind === 'named'
      ? undefined
      : await redisProgram(choice, { dataDir: settings.dataDir, port: settings.privateRedisPort });
  const redisUrl = choice.kind === 'named' ? choice.url : (redis?.url ?? '');
  log.say(`redis: ${redis?.description ?? withoutPassword(redisUrl)}`);
  log.say(`schema/supergraph.graphql: ${await writeSupergraph()}`);
  await writeBuild();
  const { worker, retrieval, agents, gateway } = servicePrograms(settings, redisUrl, environment);
  const groups = [redis ? [redis.program] : [], [worker, retrieval, agents], [gateway]];
  return { groups, redis };
}

/** Writes what runs into the data folder; that it could not is said, and no reason to stop. */
function recorder(
  settings: StackSettings,
  redis: PrivateRedisProgram | undefined,
  log: ConsoleLog,
): (stack: Stack) => Promise<void> {
  const startedAt = new Date().toISOString();
  return ({ pids }) =>
    writeStackRecord(settings.dataDir, {
      pid: process.pid,
      startedAt,
      host: settings.host,
      ports: settings.ports,
      ...(redis && { redis: { host: '127.0.0.1', port: redis.port } }),
      pids,
    }).catch((error: unknown) => log.say(`stack.json could not be written: ${String(error)}`));
}

function watch(stack: Stack, log: ConsoleLog, stopped: AbortSignal): void {
  watchSources((services) => {
    log.say(`Changed: restarting ${services.join(', ')}.`);
    void writeBuild()
      .catch((error: unknown) => log.say(`The sources cannot be translated:\n${String(error)}`))
      .then(writeSupergraph)
      .catch((error: unknown) => log.say(`The schema does not compose:\n${String(error)}`))
      .then(() => Promise.all(services.map((name) => stack.restart(name))));
  }, stopped);
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const stayAlive = setInterval(() => undefined, 60_000);
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  clearInterval(stayAlive);
}
