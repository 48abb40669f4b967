import type { Siege } from './siege.ts';

/** The servers that are attacked; `siege.ts` says how each is set up. */
export type Target = 'open' | 'guarded' | 'worker' | 'closedWorker';

export interface Answer {
  /** 0 when the connection was closed without a word. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface AttackRequest {
  /** Default: POST with a body, GET without. */
  readonly method?: string;
  /** Default: `/graphql`. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Anything but text and bytes is sent as JSON, with its content type. */
  readonly body?: unknown;
}

/** One attack and how it has to end. Whatever the answer, it must tell nothing of the inside (`attacks.test.ts`). */
export interface Attack {
  readonly name: string;
  readonly at: Target;
  /** One request, or more than one request can say: the answer to judge is what it gives. */
  readonly send: AttackRequest | ((siege: Siege) => Promise<Answer>);
  readonly status: number;
  /** What the answer must hold, and what it must not. */
  readonly says?: string | RegExp;
  readonly saysNot?: string | RegExp;
}

/** An operation as a client sends it. */
export function operation(query: string, extras: object = {}): Pick<AttackRequest, 'body'> {
  return { body: { query, ...extras } };
}

export const CLEAR = 'mutation { clearCache { complete } }';
export const AGENT = '{ agent(id: "1") { name } }';

/** An operation that was not executed: an answer without data, which is 200 in `application/json` (GraphQL over HTTP). */
export const REFUSED = /^\{"errors":/;
