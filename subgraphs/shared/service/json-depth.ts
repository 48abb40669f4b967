/**
 * Whether parsed JSON has more than so many lists and objects in one another. Without recursion, which is what too deep a
 * value would break elsewhere; anything but plain lists and objects, as a stream, is not looked into.
 */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level = isPlain(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: object[] = [];
    for (const parent of level)
      for (const child of Object.values(parent)) if (isPlain(child)) next.push(child);
    level = next;
  }
  return false;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
