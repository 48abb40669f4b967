/** A fault of a subgraph's answer, as `extensions.valueCompletion` tells it. */
export interface Fault {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/**
 * Whether two tellings of what was wrong with the same answer agree. Fields may come in another order, and so another one of
 * several faults be the first, after which a null has taken its place and nothing below is looked at.
 */
export function tellSameFaults(
  data: unknown,
  one: readonly Fault[],
  other: readonly Fault[],
): boolean {
  return isToldBy(data, one, other) && isToldBy(data, other, one);
}

function isToldBy(data: unknown, faults: readonly Fault[], by: readonly Fault[]): boolean {
  return faults.every((fault) => {
    const twin = by.find(({ path }) => path.join() === fault.path.join());
    if (twin !== undefined) return twin.message === fault.message;
    const place = nullPlace(data, fault.path);
    return by.some(({ path }) => nullPlace(data, path) === place);
  });
}

/** The null of the answer that a fault at this path has become. */
function nullPlace(data: unknown, path: readonly (string | number)[]): string {
  let value = data;
  const depth = path.findIndex((step) => {
    if (typeof value !== 'object' || value === null) return true;
    value = Reflect.get(value, step);
    return false;
  });
  return path.slice(0, depth === -1 ? path.length : depth).join();
}
