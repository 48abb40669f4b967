import { LRUCache } from 'lru-cache';
import type { QueryPlanCache } from '../gateway-types.ts';
import type { GatewayMetrics } from './gateway-metrics.ts';

type QueryPlan = NonNullable<Awaited<ReturnType<QueryPlanCache['get']>>>;

/** As much as the library gives its own, in characters of plans as JSON. */
const MAX_SIZE = 30 * 1024 * 1024;

/** The gateway's cache of query plans, which says what was found in it. The library empties it with each supergraph. */
export class CountedPlanCache implements QueryPlanCache {
  readonly #metrics: GatewayMetrics;
  readonly #plans = new LRUCache<string, QueryPlan>({
    maxSize: MAX_SIZE,
    sizeCalculation: (plan) => JSON.stringify(plan).length,
  });

  constructor(metrics: GatewayMetrics) {
    this.#metrics = metrics;
    metrics.countPlans(() => this.#plans.size);
  }

  async get(key: string): Promise<QueryPlan | undefined> {
    const plan = this.#plans.get(key);
    this.#metrics.planRead(plan !== undefined);
    return plan;
  }

  async set(key: string, plan: QueryPlan): Promise<void> {
    this.#plans.set(key, plan);
  }

  async delete(key: string): Promise<boolean> {
    return this.#plans.delete(key);
  }

  clear(): void {
    this.#plans.clear();
  }
}
