import { type GraphQLOutputType, isListType, isNonNullType } from 'graphql';
import type { HiddenField, HiddenShape } from './hidden-shape.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * The answer with null where a field was hidden, and above it where null may not be, as GraphQL has it for a field that
 * failed. Tells `report` of every hidden field that was reached.
 */
export function nullHidden(
  data: Data,
  shape: HiddenShape,
  report: (field: HiddenField) => void,
): Data | null {
  const entries = new Map<string, unknown>();
  const missing: HiddenField[] = [];
  let isNull = false;
  for (const [key, value] of Object.entries(data)) {
    const field = shape.hidden.get(key);
    const inner = shape.inner.get(key);
    if (field) {
      report(field);
      missing.push(field);
      // Keeps its place among the others.
      if (!entries.has(field.responseKey)) entries.set(field.responseKey, null);
    } else if (inner) {
      const completed = completeValue(value, inner.type, (item) =>
        nullHidden(item, inner.shape, report),
      );
      if (completed === null && isNonNullType(inner.type)) isNull = true;
      entries.set(key, completed);
    } else entries.set(key, value);
  }
  // What a fragment on one type hides, another on a narrower type may have given.
  isNull ||= missing.some(
    ({ responseKey, isNonNull }) => isNonNull && entries.get(responseKey) === null,
  );
  return isNull ? null : Object.fromEntries(entries);
}

function completeValue(
  value: unknown,
  type: GraphQLOutputType,
  complete: (item: Data) => Data | null,
): unknown {
  if (value === null || value === undefined) return null;
  if (isNonNullType(type)) return completeValue(value, type.ofType, complete);
  if (!isListType(type)) return complete(value as Data);
  const items = Array.isArray(value) ? value : [];
  const completed = items.map((item) => completeValue(item, type.ofType, complete));
  return isNonNullType(type.ofType) && completed.includes(null) ? null : completed;
}
