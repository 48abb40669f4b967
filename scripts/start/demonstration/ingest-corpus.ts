import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ConsoleLog } from '../console-log.ts';
import type { StackSettings } from '../settings.ts';
import type { GraphClient } from './graph-client.ts';

const corpus = new URL('../../../examples/corpus/', import.meta.url);
const POLL_MS = 100;
const JOB_LIMIT_MS = 180_000;

interface Job {
  readonly status: 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'FAILED';
  readonly error: string | null;
  readonly file: { readonly mediaType: string } | null;
}

/** Sends every file of `examples/corpus/` to the worker, one after the other, and waits for each one's job. */
export async function ingestCorpus(
  settings: StackSettings,
  graph: GraphClient,
  log: ConsoleLog,
  stopped: AbortSignal,
): Promise<void> {
  const names = (await readdir(corpus)).filter((name) => !name.startsWith('.')).sort();
  const began = performance.now();
  for (const [index, name] of names.entries()) {
    if (stopped.aborted) return;
    log.begin(`  ${String(index + 1).padStart(2)}/${names.length} ${name.padEnd(40)} `);
    const fileBegan = performance.now();
    const outcome = await ingestFile(name, settings, graph, stopped);
    log.say(`${outcome} (${seconds(fileBegan)} s)`);
  }
  log.say(`  ${names.length} files in ${seconds(began)} s`);
}

/** In a few words, how it went. A file that cannot be read is no reason to stop. */
async function ingestFile(
  name: string,
  settings: StackSettings,
  graph: GraphClient,
  stopped: AbortSignal,
): Promise<string> {
  const form = new FormData();
  form.set('file', new Blob([await readFile(new URL(name, corpus))]), name);
  const response = await fetch(`${settings.urls.worker}/api/v1/files`, {
    method: 'POST',
    body: form,
    headers: settings.internalToken ? { authorization: `Bearer ${settings.internalToken}` } : {},
    signal: AbortSignal.any([stopped, AbortSignal.timeout(60_000)]),
  });
  const answer = (await response.json()) as { job?: { id: string }; detail?: string };
  if (answer.job === undefined) return `refused: ${answer.detail ?? `HTTP ${response.status}`}`;
  const job = await jobDone(answer.job.id, graph);
  return job.status === 'FAILED' ? `failed: ${job.error}` : (job.file?.mediaType ?? 'ready');
}

async function jobDone(id: string, graph: GraphClient): Promise<Job> {
  const deadline = performance.now() + JOB_LIMIT_MS;
  for (;;) {
    const { data } = await graph.ask<{ job: Job | null }>(
      'query DemoJob($id: ID!) { job(id: $id) { status error file { mediaType } } }',
      { id },
    );
    if (data.job?.status === 'COMPLETED' || data.job?.status === 'FAILED') return data.job;
    if (performance.now() > deadline)
      throw new Error(`job ${id} took over ${JOB_LIMIT_MS / 1000} s`);
    await delay(POLL_MS);
  }
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}
