import { isJsonObject, type JsonObject } from './json-object.ts';

/** Adds what one subgraph knows of an object to what others know of it; answers the object. Lists of one length are merged by place. */
export function mergeInto(target: JsonObject, source: unknown): JsonObject {
  if (source === undefined || source === null) return target;
  const from = source as JsonObject;
  for (const key of Object.keys(from)) {
    const value = from[key];
    if (value === undefined) continue;
    if (key in target) mergeKnown(target, key, value);
    else target[key] = value;
  }
  return target;
}

function mergeKnown(target: JsonObject, key: string, value: unknown): void {
  if (!Object.hasOwn(target, key)) {
    // Inherited: an assignment to `__proto__` would change the object's prototype.
    Object.defineProperty(target, key, {
      configurable: true,
      enumerable: true,
      writable: true,
      value,
    });
    return;
  }
  const known = target[key];
  if (isJsonObject(value) && typeof known === 'object' && known !== null) {
    mergeInto(known as JsonObject, value);
  } else if (Array.isArray(value) && Array.isArray(known) && value.length === known.length) {
    mergeLists(known, value);
  } else {
    target[key] = value;
  }
}

function mergeLists(known: unknown[], values: readonly unknown[]): void {
  for (let at = 0; at < values.length; at++) {
    const [old, value] = [known[at], values[at]];
    if (isJsonObject(old) && isJsonObject(value)) mergeInto(old, value);
    else known[at] = value;
  }
}
