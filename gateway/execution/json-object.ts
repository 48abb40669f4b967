/** An object of an answer, as `JSON.parse` gave it. */
export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A property that the object has itself. GraphQL allows names such as `constructor`, and objects from `JSON.parse`
 * inherit those.
 */
export function ownValue(object: JsonObject, name: string): unknown {
  const value = object[name];
  return value === undefined || Object.hasOwn(object, name) ? value : undefined;
}
