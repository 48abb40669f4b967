import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../check-ports.ts';
import type { Program } from '../processes/program.ts';
import type { RedisChoice } from './choose-redis.ts';
import { pingRedis } from './ping-redis.ts';

/** The same settings as in `docker-compose.yml`: a cache of 256 MB that survives a restart. */
export const redisSettings: readonly string[] = [
  '--appendonly',
  'yes',
  '--maxmemory',
  '256mb',
  '--maxmemory-policy',
  'allkeys-lru',
];

const HOST = '127.0.0.1';

/** A crash loop would load the append-only file again and again, so a Redis that died is left alone this long. */
const REDIS_RESTART_MS = 30_000;

/** A Redis of the stack's own, ready to be started, on loopback. */
export interface PrivateRedisProgram {
  readonly program: Program;
  readonly url: string;
  readonly port: number;
  /** For a person. */
  readonly description: string;
}

/** Prepares the private Redis: its port (6379 when free, unless one is asked for) and its folder. */
export async function redisProgram(
  choice: Exclude<RedisChoice, { kind: 'named' }>,
  options: { dataDir: string; port: number | undefined },
): Promise<PrivateRedisProgram> {
  const port = options.port ?? (await freePort(HOST, 6379));
  const url = `redis://${HOST}:${port}`;
  const start =
    choice.kind === 'docker'
      ? inDocker(options.dataDir, port)
      : await fromPath(choice.path, options.dataDir, port);
  return {
    url,
    port,
    description: `${start.description} on ${HOST}:${port}`,
    program: {
      name: 'redis',
      command: start.command,
      args: start.args,
      environment: process.env,
      hasIpc: false,
      isReady: () =>
        pingRedis(url).then(
          () => true,
          () => false,
        ),
      restart: { firstMs: REDIS_RESTART_MS, maxMs: REDIS_RESTART_MS },
    },
  };
}

async function fromPath(path: string, dataDir: string, port: number) {
  const folder = join(dataDir, 'redis');
  await mkdir(folder, { recursive: true });
  return {
    description: `private ${path} (data in ${folder})`,
    command: path,
    args: [
      '--port',
      `${port}`,
      '--bind',
      HOST,
      '--dir',
      folder,
      '--daemonize',
      'no',
      '--loglevel',
      'warning',
      ...redisSettings,
    ],
  };
}

/** The data is in a volume named after the data folder: files of the image's user in that folder could not be deleted. */
function inDocker(dataDir: string, port: number) {
  const volume = `multimodal-redis-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}`;
  return {
    description: `container redis:7-alpine (volume ${volume})`,
    command: 'docker',
    args: [
      'run',
      '--rm',
      '--name',
      `${volume}-${port}`,
      '--publish',
      `${HOST}:${port}:6379`,
      '--volume',
      `${volume}:/data`,
      'redis:7-alpine',
      'redis-server',
      '--dir',
      '/data',
      ...redisSettings,
    ],
  };
}
