/** What Node and undici say when there was no connection, or when it broke. */
const connectionFaults: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** Nobody answered: the call may not have arrived. */
export function isConnectionFault(fault: unknown): boolean {
  return connectionFaults.has(propertyOf(fault, 'code'));
}

/** Nobody answered in time. */
export function isTimeout(fault: unknown): boolean {
  return propertyOf(fault, 'name') === 'TimeoutError';
}

function propertyOf(fault: unknown, name: string): unknown {
  return typeof fault === 'object' && fault !== null ? Reflect.get(fault, name) : undefined;
}
