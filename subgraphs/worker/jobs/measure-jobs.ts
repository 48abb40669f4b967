import { Counter, Gauge } from 'prom-client';
import type { Metrics } from '../../shared/metrics/metrics.ts';
import type { Worker } from '../worker.ts';

/** The queue as the store has it, and how the attempts of this process ended. */
export function measureJobs(metrics: Metrics, worker: Pick<Worker, 'store' | 'jobTally'>): void {
  const registers = [metrics.registry];
  const open = new Gauge({
    name: 'multimodal_jobs',
    help: 'Jobs that wait (queued) and jobs under way (running).',
    labelNames: ['status'],
    registers,
  });
  const ended = new Counter({
    name: 'multimodal_job_attempts_total',
    help: 'Attempts at a job by how they ended; a postponed or stopped job is tried again.',
    labelNames: ['outcome'],
    registers,
  });
  metrics.beforeScrape(async () => {
    ended.reset();
    for (const [outcome, count] of Object.entries(worker.jobTally())) ended.inc({ outcome }, count);
    open.reset();
    const counts = await worker.store.jobs.countOpen();
    for (const [status, count] of Object.entries(counts)) open.set({ status }, count);
  });
}
