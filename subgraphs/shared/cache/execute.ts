/** Runs one Redis operation, bounded in time: through the breaker, or while the breaker is open and Redis is being caught up. */
export type Execute = <T>(operation: () => Promise<T>) => Promise<T>;
