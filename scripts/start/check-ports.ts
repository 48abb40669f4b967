import { once } from 'node:events';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { portKey, type ServiceName, serviceNames } from './settings.ts';

/** A port that a service needs cannot be used; the message names every such port and its variable. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

/** Looks, before anything is started, whether every port can be listened on and called. Throws `PortInUseError`. */
export async function checkPorts(
  host: string,
  ports: Readonly<Record<ServiceName, number>>,
  isFree: (host: string, port: number) => Promise<boolean> = isPortFree,
): Promise<void> {
  const problems: string[] = [];
  for (const [index, service] of serviceNames.entries()) {
    const port = ports[service];
    const twin = serviceNames.slice(0, index).find((other) => ports[other] === port);
    if (twin !== undefined) {
      problems.push(`${portKey(service)} and ${portKey(twin)} are both ${port}.`);
    } else if (await isBarred(port)) {
      problems.push(
        `${portKey(service)}=${port} is a port that browsers and fetch refuse to call. Choose another one, as ${portKey(service)}=${port + 100}.`,
      );
    } else if (!(await isFree(host, port))) {
      problems.push(
        `Port ${port} on ${host}, for ${service}, is in use by another program. ` +
          `Stop that, or choose another port with ${portKey(service)}, as ${portKey(service)}=${port + 100}.`,
      );
    }
  }
  if (problems.length > 0) throw new PortInUseError(problems.join('\n'));
}

/** Whether it is one of the Fetch standard's bad ports; `fetch` itself is asked, which says so before it connects. */
async function isBarred(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}`, { method: 'HEAD' });
    await response.body?.cancel();
    return false;
  } catch (error) {
    return /\bbad port\b/.test(inspect(error));
  }
}

/** Whether a program could listen there now; rejects when the address itself is wrong. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') return false;
    if (codeOf(error) === 'EACCES') return false;
    throw new Error(`HOST=${host} cannot be listened on: ${String(error)}`, { cause: error });
  } finally {
    server.close();
  }
}

/** A port of `host` that nobody listens on: `preferred` when it is free. */
export async function freePort(host: string, preferred: number): Promise<number> {
  if (await isPortFree(host, preferred)) return preferred;
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string')
    throw new Error(`no port of ${host} is free`);
  return address.port;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
