import { AgentsSurroundings } from '../../subgraphs/agents/testing/agents-surroundings.ts';
import { Random } from '../measuring/random.ts';
import { AgentsFleet } from './agents-fleet.ts';
import { createAgent } from './graph-client.ts';
import { Moments } from './moments.ts';
import { planWave } from './plan-wave.ts';
import type { StressPlan } from './stress-plan.ts';
import { StressReport } from './stress-report.ts';
import { playWave } from './wave.ts';
import type { WavePlace } from './wave-place.ts';

const PASSAGES = [
  { chunkId: 'c1', fileHash: 'f1', title: 'tomatoes.txt', text: 'Tomatoes want sun and water.' },
  { chunkId: 'c2', fileHash: 'f2', title: 'soil.txt', text: 'Tomatoes want a rich soil.' },
];

/** One run: real processes, a real Redis, a model over HTTP, and waves of questions while all of it is killed. */
export class StressRun {
  readonly report = new StressReport();
  readonly #plan: StressPlan;
  readonly #onWave: () => void;
  #isStopped = false;

  constructor(plan: StressPlan, onWave: () => void = () => undefined) {
    this.#plan = plan;
    this.#onWave = onWave;
  }

  /** Ends the run after the wave that is under way. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Resolves when the time is over and nothing of the run is left. */
  async play(): Promise<StressReport> {
    const { seed, modelMs, processes, program, askTimeoutSeconds } = this.#plan;
    const moments = new Moments();
    const thinking = new Random(seed + 1);
    const surroundings = await AgentsSurroundings.open(PASSAGES, {
      thinkMs: () => thinking.between(0, modelMs),
      onAsked: () => moments.tell('model asked'),
    });
    // The model never fails here, so that each question is to be asked of it once.
    const environment = {
      ...surroundings.environment,
      CHAT_MAX_RETRIES: '0',
      ASK_TIMEOUT_SECONDS: `${askTimeoutSeconds}`,
    };
    const fleet = new AgentsFleet(processes, environment, program);
    try {
      await fleet.open();
      const { url } = await fleet.at(0);
      await this.#playWaves({ surroundings, fleet, moments, agentId: await createAgent(url) });
    } finally {
      await fleet.close();
      await surroundings.close();
    }
    return this.report;
  }

  async #playWaves(place: WavePlace): Promise<void> {
    const { seconds, seed, stopAtFirstViolation } = this.#plan;
    const random = new Random(seed);
    this.report.begin();
    for (let wave = 0; !this.#isStopped; wave++) {
      const planned = planWave(this.#plan, wave, new Random(seed * 1000 + wave));
      this.report.add(await playWave(place, this.#plan, planned, random));
      this.#onWave();
      const { violations, seconds: passed } = this.report.figures();
      if (passed >= seconds || (stopAtFirstViolation && violations.length > 0)) return;
    }
  }
}
