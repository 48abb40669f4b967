import { availableParallelism } from 'node:os';

/** More than the one or two that building an index keeps busy for minutes. */
const FEWEST_THREADS = 4;

/**
 * Gives LanceDB threads to spare, unless `LANCE_CPU_THREADS` says how many. Its own choice is the cores less two, at least
 * one: on a small machine a single thread, for which every search would wait while an index is built. To be called before the
 * first query.
 */
export function spareLanceThreads(environment: NodeJS.ProcessEnv): void {
  environment['LANCE_CPU_THREADS'] ??= String(Math.max(FEWEST_THREADS, availableParallelism()));
}
