/**
 * One text for everything that is the same as JSON: object keys sorted, `undefined` members dropped. What JSON would
 * silently fold into something else gets a text of its own (`NaN`) or is refused (a `Map` would read `{}`), because two
 * keys that fold together are two questions with one answer.
 *
 * Unicode is left as it came: two spellings of one character are two keys. It runs on every read, hence the loops.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
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

/** Up to here looking at each character is faster than asking JSON. */
const SHORT = 64;

function quote(text: string): string {
  if (text.length > SHORT) return JSON.stringify(text);
  for (let at = 0; at < text.length; at++) {
    if (isEscaped(text.charCodeAt(at))) return JSON.stringify(text);
  }
  return `"${text}"`;
}

/** Control characters, quotes and backslashes, and surrogates, which JSON escapes when they lack their other half. */
function isEscaped(code: number): boolean {
  return code < 0x20 || code === 0x22 || code === 0x5c || (code >= 0xd800 && code <= 0xdfff);
}

function canonicalObject(value: object): string {
  if (Array.isArray(value)) return canonicalArray(value);
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON());
  if (!isPlain(value)) {
    throw new TypeError(
      `A cache key is plain data; it cannot contain a ${value.constructor.name}.`,
    );
  }
  let text = '';
  for (const name of sortedNames(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member === undefined) continue;
    text += `${text === '' ? '{' : ','}${quote(name)}:${canonicalJson(member)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** Most keys are written by the same code each time, in one order that is often the right one. */
function sortedNames(value: object): readonly string[] {
  const names = Object.keys(value);
  for (let at = 1; at < names.length; at++) {
    if ((names[at - 1] ?? '') > (names[at] ?? '')) return names.sort();
  }
  return names;
}

function canonicalArray(elements: readonly unknown[]): string {
  let text = '';
  for (let at = 0; at < elements.length; at++) {
    const element = elements[at];
    text += `${at === 0 ? '' : ','}${element === undefined ? 'null' : canonicalJson(element)}`;
  }
  return `[${text}]`;
}

/** True for objects of any realm: a test runner's `Object` is not ours. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
