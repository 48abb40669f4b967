import type { GraphQLSchema } from 'graphql';
import { isJsonObject, type JsonObject, ownValue } from './json-object.ts';
import { typesThatFit } from './possible-types.ts';
import type { Rewrite } from './query-plan.ts';

const FRAGMENT = '... on ';

/** Changes an object in place. */
export type ApplyRewrites = (value: unknown) => void;

/** Compiles the planner's changes to what is sent or received: types set, aliases undone. */
export function compileRewrites(
  rewrites: readonly Rewrite[] | undefined,
  schema: GraphQLSchema,
): ApplyRewrites | undefined {
  if (rewrites === undefined || rewrites.length === 0) return undefined;
  const changes = rewrites.map((rewrite) => compileRewrite(rewrite, schema));
  return (value) => {
    for (const change of changes) change(value);
  };
}

function compileRewrite(rewrite: Rewrite, schema: GraphQLSchema): ApplyRewrites {
  const name = rewrite.path.at(-1) ?? '';
  const change =
    rewrite.kind === 'ValueSetter'
      ? (object: JsonObject) => define(object, name, rewrite.setValueTo)
      : (object: JsonObject) => rename(object, name, rewrite.renameKeyTo);
  return rewrite.path
    .slice(0, -1)
    .reduceRight<ApplyRewrites>((next, step) => compileStep(step, next, schema), onEach(change));
}

function compileStep(step: string, next: ApplyRewrites, schema: GraphQLSchema): ApplyRewrites {
  if (!step.startsWith(FRAGMENT)) return onEach((object) => next(ownValue(object, step)));
  const fitting = typesThatFit(schema, step.slice(FRAGMENT.length));
  return onEach((object) => {
    const { __typename: type } = object;
    // An object that does not say its type is of the type that was asked for.
    if (!type || (typeof type === 'string' && fitting.has(type))) next(object);
  });
}

function onEach(change: (object: JsonObject) => void): ApplyRewrites {
  const apply: ApplyRewrites = (value) => {
    if (Array.isArray(value)) for (const element of value) apply(element);
    else if (isJsonObject(value)) change(value);
  };
  return apply;
}

function rename(object: JsonObject, from: string, to: string): void {
  const value = ownValue(object, from);
  if (!value) return;
  define(object, to, value);
  object[from] = undefined;
}

/** Not an assignment, which for `__proto__` means something else. */
function define(object: JsonObject, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    configurable: true,
    enumerable: true,
    writable: true,
    value,
  });
}
