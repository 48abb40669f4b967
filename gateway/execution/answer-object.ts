/**
 * An object that inherits nothing, so that any name of GraphQL may be assigned, `__proto__` too; unlike
 * `Object.create(null)` it is not a slow dictionary to V8.
 */
export class AnswerObject {
  [name: string]: unknown;
}
Object.setPrototypeOf(AnswerObject.prototype, null);
