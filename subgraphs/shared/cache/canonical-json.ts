/** Few names are put in order faster here than by the general sort. */
const FEW_NAMES = 12;

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
      return value === null ? 'null' : writeObject(value);
    default:
      throw new TypeError(`A cache key is plain data; it cannot contain a ${typeof value}.`);
  }
}

function writeObject(value: object): string {
  if (Array.isArray(value)) return `[${Array.from(value, writeElement).join(',')}]`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON());
  if (!isPlain(value)) {
    throw new TypeError(
      `A cache key is plain data; it cannot contain a ${value.constructor.name}.`,
    );
  }
  let text = '';
  for (const name of sort(Object.keys(value))) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member === undefined) continue;
    text += `${text === '' ? '{' : ','}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function writeElement(element: unknown): string {
  return element === undefined ? 'null' : canonicalJson(element);
}

/** By UTF-16 code units, in place. */
function sort(names: string[]): readonly string[] {
  if (names.length > FEW_NAMES) return names.sort();
  for (let at = 1; at < names.length; at++) {
    const name = names[at] as string;
    let to = at;
    for (; to > 0 && name < (names[to - 1] as string); to--) names[to] = names[to - 1] as string;
    names[to] = name;
  }
  return names;
}

/** True for objects of any realm: a test runner's `Object` is not ours. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
