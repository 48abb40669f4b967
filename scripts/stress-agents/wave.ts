import { eventually } from '../../subgraphs/shared/testing/eventually.ts';
import type { Random } from '../measuring/random.ts';
import { Asker } from './asker.ts';
import { ConversationReader } from './conversation-reader.ts';
import { Faults } from './faults.ts';
import { startSession } from './graph-client.ts';
import type { Violation } from './history.ts';
import { judgeWave } from './judge-wave.ts';
import type { WavePlan } from './plan-wave.ts';
import { countRunning } from './store-reader.ts';
import type { StressPlan } from './stress-plan.ts';
import type { WavePlace } from './wave-place.ts';

/** A run whose process is gone is given up by then: its lease, the time until somebody looks, and some. */
const LONGEST_RUN_MS = 30_000;

/** What became of a wave. */
export interface WaveResult {
  readonly askers: readonly Asker[];
  readonly faults: Faults;
  readonly faultsNotReached: number;
  readonly reads: number;
  readonly failedRuns: number;
  /** From the last answer until no run was under way, in milliseconds. */
  readonly settledMs: number;
  readonly violations: readonly Violation[];
}

/** Asks everything at once while faults come, lets things come to rest, and judges what is there then. */
export async function playWave(
  place: WavePlace,
  plan: StressPlan,
  wave: WavePlan,
  random: Random,
): Promise<WaveResult> {
  const { fleet, moments, surroundings, agentId } = place;
  const sessionIds = await startSessions(place, plan.sessions, random);
  const askers = wave.asks.map((planned) => {
    const sessionId = planned.session === null ? null : (sessionIds[planned.session] ?? null);
    return new Asker(planned, { agentId, sessionId });
  });
  const faults = new Faults({ fleet, redis: surroundings.redis, random, hangMs: plan.hangMs });
  faults.await(wave.faults, moments);
  const reader = new ConversationReader(fleet, random);
  const end = new AbortController();
  const reading = reader.run(sessionIds, askers, end.signal);
  const asking = { fleet, moments, random, patienceMs: plan.patienceMs };
  await Promise.all(askers.map((asker) => asker.ask(asking)));
  const faultsNotReached = moments.reset();
  await faults.settle();
  end.abort();
  await reading;
  const settled = await comeToRest(place, askers);
  const judged = await judgeWave(place, plan, { askers, sessionIds });
  return {
    askers,
    faults,
    faultsNotReached,
    reads: reader.reads,
    failedRuns: judged.failedRuns,
    settledMs: settled.settledMs,
    violations: [...reader.violations, ...settled.violations, ...judged.violations],
  };
}

async function startSessions(
  { fleet, agentId }: WavePlace,
  count: number,
  random: Random,
): Promise<readonly string[]> {
  const { url } = await fleet.pick(random);
  return Promise.all(Array.from({ length: count }, () => startSession(url, agentId)));
}

/** Waits until no run is under way, then lets everybody with a key ask every process again. */
async function comeToRest(
  { fleet, surroundings, moments }: WavePlace,
  askers: readonly Asker[],
): Promise<{ readonly settledMs: number; readonly violations: readonly Violation[] }> {
  await fleet.settle();
  const began = performance.now();
  try {
    const look = () => countRunning(surroundings.folder);
    await eventually(look, (running) => running === 0, LONGEST_RUN_MS);
  } catch (error) {
    const rule = 'every run ends in time';
    return { settledMs: LONGEST_RUN_MS, violations: [{ rule, detail: String(error) }] };
  }
  const settledMs = performance.now() - began;
  for (let index = 0; index < fleet.size; index++) {
    const process = await fleet.at(index);
    await Promise.all(askers.map((asker) => asker.askAgain(process, moments)));
  }
  return { settledMs, violations: [] };
}
