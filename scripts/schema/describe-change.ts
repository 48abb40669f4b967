import type { SchemaChange } from './schema-changes.ts';

/** A change in one line, with the operations that it touches. */
export function describeChange({ level, type, message, touches }: SchemaChange): string {
  const operations = touches.length === 0 ? 'no named operation' : touches.join(', ');
  return `${level}: ${type}: ${message} (touches ${operations})`;
}
