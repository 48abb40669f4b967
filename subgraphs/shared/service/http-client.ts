import type { Dispatcher } from 'undici';
import api from 'undici/lib/api/index.js';
import Agent from 'undici/lib/dispatcher/agent.js';

/**
 * The parts of `undici` that every process needs, by themselves: its main module also loads `fetch`, WebSockets, caches and mocks,
 * and takes 5 MB of heap where these take 2.
 */
export { Agent };

const connections = new Agent();

/** One exchange over HTTP, on connections that all callers of this process share. Rejects when there is no answer. */
export function request(
  address: string | URL,
  options: Omit<Dispatcher.RequestOptions, 'origin' | 'path' | 'method'> & {
    readonly method?: Dispatcher.HttpMethod;
  },
): Promise<Dispatcher.ResponseData> {
  const { origin, pathname, search } = new URL(address);
  const path = `${pathname}${search}`;
  return api.request.call(connections, { method: 'GET', ...options, origin, path });
}
