/**
 * One text for everything that is the same as JSON: object keys sorted, `undefined` members dropped. What JSON would
 * silently fold into something else gets a text of its own (`NaN`) or is refused (a `Map` would read `{}`), because two
 * keys that fold together are two questions with one answer.
 *
 * Unicode is left as it came: two spellings of one character are two keys.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '0' : String(value);
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return value === null ? 'null' : canonicalObject(value);
    default:
      throw new TypeError(`A cache key is plain data; it cannot contain a ${typeof value}.`);
  }
}

function canonicalObject(value: object): string {
  if (Array.isArray(value)) return `[${value.map(canonicalElement).join(',')}]`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON());
  if (!isPlain(value)) {
    throw new TypeError(
      `A cache key is plain data; it cannot contain a ${value.constructor.name}.`,
    );
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function canonicalElement(element: unknown): string {
  return element === undefined ? 'null' : canonicalJson(element);
}

/** True for objects of any realm: a test runner's `Object` is not ours. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
