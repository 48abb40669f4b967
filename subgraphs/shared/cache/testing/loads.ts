import { eventually } from '../../testing/eventually.ts';

/** A source that changes: every load answers the next version. */
export function versions(): { readonly load: () => string; readonly count: () => number } {
  let count = 0;
  return { load: () => `v${++count}`, count: () => count };
}

/** A load that waits until it is let go. */
export function gated<T>(value: T): {
  readonly load: () => Promise<T>;
  readonly open: () => void;
  /** Resolves when the load has begun. */
  readonly begun: () => Promise<boolean>;
} {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let hasBegun = false;
  const load = async () => {
    hasBegun = true;
    await gate;
    return value;
  };
  return { load, open: () => open(), begun: () => eventually(() => hasBegun, Boolean) };
}
