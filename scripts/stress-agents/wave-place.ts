import type { AgentsSurroundings } from '../../subgraphs/agents/testing/agents-surroundings.ts';
import type { AgentsFleet } from './agents-fleet.ts';
import type { Moments } from './moments.ts';

/** Where a wave takes place. */
export interface WavePlace {
  readonly surroundings: AgentsSurroundings;
  readonly fleet: AgentsFleet;
  readonly moments: Moments;
  readonly agentId: string;
}
