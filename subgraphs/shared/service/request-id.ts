import { randomUUID } from 'node:crypto';

/** The header that carries one id through every hop. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** The caller's id when it is a sane one, else a new one: what a client sends must not forge log lines. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.-]{1,128}$/.test(header) ? header : randomUUID();
}
