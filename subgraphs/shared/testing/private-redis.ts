import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const HOST = '127.0.0.1';
const START_DEADLINE_MS = 10_000;

/** A Redis server of the test's own, which it may kill, hang and start again. */
export interface PrivateRedis {
  readonly host: string;
  readonly port: number;
  /** Of the server that runs now; another one after `restart`. */
  readonly pid: number;
  url(db?: number): string;
  /** Sends a signal to the server: SIGKILL (waits until it is gone), SIGSTOP, SIGCONT. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts a server on the same port and folder, after ending the one that runs, if any. */
  restart(): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

/**
 * Starts a `redis-server` (`REDIS_SERVER_BIN`, or from PATH) on a free loopback port in a temporary folder, without
 * persistence unless `args` ask for it. It ends at `stop`, and at the latest with this process, even when that is killed.
 */
export async function startPrivateRedis(
  options: { readonly args?: readonly string[] } = {},
): Promise<PrivateRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'private-redis-'));
  const start = (onPort: number) => startServer(onPort, folder, options.args ?? []);
  let { port, server } = await startOnFreePort(start);
  let watchdog = watch(server, folder);
  const kill = async (signal: NodeJS.Signals) => {
    if (hasEnded(server)) return;
    const ended = signal === 'SIGKILL' ? once(server, 'exit') : undefined;
    server.kill(signal);
    await ended;
  };
  return {
    host: HOST,
    port,
    get pid() {
      return server.pid ?? -1;
    },
    url: (db = 0) => `redis://${HOST}:${port}/${db}`,
    kill,
    async restart() {
      watchdog.kill('SIGKILL');
      await kill('SIGKILL');
      server = await start(port);
      watchdog = watch(server, folder);
    },
    async stop() {
      watchdog.kill('SIGKILL');
      await kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Ends the server when this process ends, however it ends: the shell reads from a pipe that only this process holds, and goes on
 * when it breaks.
 */
function watch(server: ChildProcess, folder: string): ChildProcess {
  const program = 'cat >/dev/null; kill -9 "$1"; rm -rf "$2"';
  const stdio: StdioOptions = ['pipe', 'ignore', 'ignore'];
  const watchdog = spawn('sh', ['-c', program, 'sh', `${server.pid}`, folder], {
    stdio,
    detached: true,
  });
  watchdog.unref();
  return watchdog;
}

/** Another process may take a port between our look and the server's bind: then another port is tried. */
async function startOnFreePort(
  start: (port: number) => Promise<ChildProcess>,
): Promise<{ port: number; server: ChildProcess }> {
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    try {
      return { port, server: await start(port) };
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

async function startServer(port: number, folder: string, args: readonly string[]) {
  const binary = process.env['REDIS_SERVER_BIN'] ?? 'redis-server';
  const settings = ['--port', `${port}`, '--bind', HOST, '--dir', folder];
  const persistence = ['--save', '', '--appendonly', 'no'];
  const server = spawn(binary, [...settings, ...persistence, ...args], { stdio: 'ignore' });
  let failure: unknown;
  server.once('error', (error) => {
    failure = error;
  });
  const deadline = Date.now() + START_DEADLINE_MS;
  while (!(await answersPing(port))) {
    if (failure !== undefined) throw new Error(`${binary} did not start`, { cause: failure });
    if (hasEnded(server)) throw new Error(`${binary} ended at once on port ${port}`);
    if (Date.now() > deadline) throw new Error(`${binary} gave no answer on port ${port}`);
    await delay(10);
  }
  if (hasEnded(server)) throw new Error(`port ${port} belongs to another server`);
  return server;
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}

/** Whether the server is ready: while it loads its data it answers `-LOADING`. */
async function answersPing(port: number): Promise<boolean> {
  const socket = connect({ port, host: HOST });
  // Only an error ends the waits below: one that says nothing, or hangs up, must not be waited for for ever.
  socket.setTimeout(1000, () => socket.destroy(new Error('no answer')));
  socket.once('end', () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [answer] = await once(socket, 'data');
    return String(answer).startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no loopback port is free');
  return address.port;
}
