import { Gauge } from 'prom-client';
import type { Metrics } from '../shared/metrics/metrics.ts';
import type { RunStore } from './run-store.ts';

/** Answers that are being worked out now, by every process on this store. */
export function measureRuns(metrics: Metrics, runs: RunStore): void {
  const running = new Gauge({
    name: 'multimodal_agent_runs_running',
    help: 'Runs of agents under way.',
    registers: [metrics.registry],
  });
  metrics.beforeScrape(async () => {
    running.reset();
    running.set((await runs.findRunning()).length);
  });
}
