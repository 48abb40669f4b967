import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access } from './access.ts';
import { DomainError } from './domain-error.ts';

/** As nearly every `Host` is where names are looked at; spares reading it as an address. */
const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What a load balancer asks, under any name or none. */
const probes: ReadonlySet<string | undefined> = new Set(['/health', '/ready']);

/**
 * Keeps web pages from making a browser call what it can reach and they cannot: under a name that the page pointed at this
 * machine (DNS rebinding; `Host` shows it), or with a form or an upload of another site (CSRF; `Origin` shows it). For
 * `/graphql` the second is Apollo Server's work, which demands a header that a form cannot send.
 */
export function guardAgainstBrowsers(
  app: FastifyInstance,
  { hosts, origins }: Pick<Access, 'hosts' | 'origins'>,
): void {
  app.addHook('onRequest', async (request) => {
    const { url: route } = request.routeOptions;
    if (probes.has(route)) return;
    const { host = '' } = request.headers;
    if (countHosts(request.raw.rawHeaders) > 1) throw unclearHost();
    if (hosts !== undefined && !loopbackHost.test(host) && !isOwnName(host, hosts))
      throw unknownHost();
    if (safeMethods.has(request.method) || route === '/graphql') return;
    if (isOfAnotherSite(request, origins)) {
      throw new DomainError('FORBIDDEN', 'Web pages of other sites may not call this.');
    }
  });
}

function isOfAnotherSite({ headers }: FastifyRequest, origins: ReadonlySet<string>): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return headers['sec-fetch-site'] === 'cross-site';
  const name = hostnameOf(origin);
  return !origins.has(origin) && name !== hostnameOf(`http://${host}`) && !isLoopback(name);
}

/** A page's name can be pointed anywhere; an address is what it says. */
function isOwnName(host: string, hosts: ReadonlySet<string>): boolean {
  const name = hostnameOf(`http://${host}`);
  return hosts.has(name) || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '127.0.0.1';
}

/** Empty, which is nobody's name, for what is no address. */
function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

/** Node takes the first of several; what stands in front may have looked at another (RFC 9112, 3.2). */
function countHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === 'host') count++;
  return count;
}

function unclearHost(): DomainError {
  return new DomainError('BAD_USER_INPUT', 'A request has one header `Host`.');
}

function unknownHost(): DomainError {
  return new DomainError(
    'FORBIDDEN',
    'This is not called by that name (Host): localhost and plain addresses are, and the names in ALLOWED_HOSTS.',
  );
}
