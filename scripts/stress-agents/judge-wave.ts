import type { AgentsFleet } from './agents-fleet.ts';
import type { Asker } from './asker.ts';
import { flush } from './faults.ts';
import { readConversation } from './graph-client.ts';
import { groupBy } from './group-by.ts';
import type { Violation } from './history.ts';
import { judgeAsks } from './judge-asks.ts';
import { judgeOrder } from './judge-order.ts';
import { judgeStore } from './judge-store.ts';
import { readStore, type StoreContent } from './store-reader.ts';
import type { StressPlan } from './stress-plan.ts';
import type { WavePlace } from './wave-place.ts';

/** Compares what is in the store, in the graph (with what is cached, and when Redis is empty), and in the callers' memory. */
export async function judgeWave(
  { fleet, surroundings }: WavePlace,
  plan: StressPlan,
  wave: { readonly askers: readonly Asker[]; readonly sessionIds: readonly string[] },
): Promise<{ readonly violations: readonly Violation[]; readonly failedRuns: number }> {
  const { askers, sessionIds } = wave;
  const store = readStore(surroundings.folder);
  const cached = await judgeGraph(fleet, sessionIds, store);
  await flush(surroundings.redis);
  const { begun } = surroundings.model;
  const violations = [
    ...judgeStore(store),
    ...judgeAsks(askers, store, { begun, allowed: allowedCodes(plan) }),
    ...judgeOrder(askers, store),
    ...judgeStarts(fleet, plan),
    ...cached,
    ...(await judgeGraph(fleet, sessionIds, store)),
  ];
  const failedRuns = store.runs.filter(({ status }) => status === 'FAILED').length;
  return { violations, failedRuns };
}

/** A process that is stopped with the lock of the store keeps the others from writing: after ten seconds they say so. */
function allowedCodes({ faults }: StressPlan): readonly string[] {
  return faults['hang one'] === undefined ? ['TIMEOUT'] : ['TIMEOUT', 'INTERNAL_SERVER_ERROR'];
}

function judgeStarts({ failedStarts }: AgentsFleet, { faults }: StressPlan): readonly Violation[] {
  if (failedStarts === 0 || faults['hang one'] !== undefined) return [];
  const rule = 'a process starts, whatever was killed before';
  return [{ rule, detail: `${failedStarts} did not` }];
}

/** The graph of every process tells what is in the store. */
async function judgeGraph(
  fleet: AgentsFleet,
  sessionIds: readonly string[],
  store: StoreContent,
): Promise<readonly Violation[]> {
  const conversations = groupBy(store.messages, ({ sessionId }) => sessionId);
  const violations: Violation[] = [];
  for (let index = 0; index < fleet.size; index++) {
    const { url } = await fleet.at(index);
    for (const sessionId of sessionIds) {
      const stored = (conversations.get(sessionId) ?? []).map(({ id, role, text }) => ({
        id,
        role,
        text,
      }));
      const told = await readConversation(url, sessionId);
      if (
        JSON.stringify(told.map(({ id, role, text }) => ({ id, role, text }))) ===
        JSON.stringify(stored)
      )
        continue;
      const detail = JSON.stringify({ index, sessionId, told, stored });
      violations.push({ rule: 'the graph tells what is in the store', detail });
    }
  }
  return violations;
}
