import type { Served } from './read-served.ts';

/** How the last answer was served, for whoever watches it. */
export class LastServed {
  #served: Served | undefined;
  readonly #watchers = new Set<() => void>();

  /** Bound, as React calls them alone. */
  readonly current = (): Served | undefined => this.#served;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  set(served: Served): void {
    this.#served = served;
    for (const watcher of this.#watchers) watcher();
  }
}
