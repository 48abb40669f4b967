import type { StackSettings } from '../settings.ts';

/** Where the stack's Redis comes from. */
export type RedisChoice =
  | { readonly kind: 'named'; readonly url: string }
  | { readonly kind: 'program'; readonly path: string }
  | { readonly kind: 'docker' };

/** How this machine is looked at; a test passes another one. */
export interface RedisProbes {
  /** Resolves when a Redis answers there, its password included; rejects with the reason. */
  ping(url: string): Promise<void>;
  /** The path of the first of these programs that is on PATH. */
  findProgram(names: readonly string[]): Promise<string | undefined>;
  isDockerAnswering(): Promise<boolean>;
  /** How Debian's package could be installed here; undefined when it cannot. */
  packageInstaller(): Promise<'root' | 'sudo' | undefined>;
  /** Installs it, with progress, and leaves no service running. */
  installPackage(as: 'root' | 'sudo'): Promise<void>;
}

/** There is no Redis, and none can be started; the message names the ways out. */
export class RedisNotFoundError extends Error {
  override readonly name = 'RedisNotFoundError';
}

/** Programs that speak Redis' protocol and take its settings. */
export const redisPrograms = ['redis-server', 'valkey-server'] as const;

const waysOut = `No Redis was found, and none can be installed here. Any one of these helps:
  - name one that runs:   REDIS_URL=redis://[:password@]host:6379 npm start
  - install one:          Debian/Ubuntu: sudo apt-get install redis-server    macOS: brew install redis
                          Fedora: sudo dnf install valkey
  - start Docker:         then "npm start" uses the image redis:7-alpine
  - everything in Docker: docker compose up --build`;

/** The first that holds: a Redis that is named, a program on PATH, Docker, Debian's package. */
export async function chooseRedis(
  named: StackSettings['namedRedis'],
  probes: RedisProbes,
): Promise<RedisChoice> {
  if (named !== undefined) return chooseNamed(named, probes);
  const path = await probes.findProgram(redisPrograms);
  if (path !== undefined) return { kind: 'program', path };
  if (await probes.isDockerAnswering()) return { kind: 'docker' };
  const installer = await probes.packageInstaller();
  if (installer === undefined) throw new RedisNotFoundError(waysOut);
  await probes.installPackage(installer);
  const installed = await probes.findProgram(redisPrograms);
  if (installed === undefined) throw new RedisNotFoundError(waysOut);
  return { kind: 'program', path: installed };
}

/** A Redis that is named is used or refused: starting another one silently would hide the mistake. */
async function chooseNamed(
  named: NonNullable<StackSettings['namedRedis']>,
  probes: RedisProbes,
): Promise<RedisChoice> {
  try {
    await probes.ping(named.url);
    return { kind: 'named', url: named.url };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RedisNotFoundError(
      `The Redis that ${named.from} names, ${withoutPassword(named.url)}, does not answer: ${reason}\n` +
        `Start it, correct ${named.from} (and REDIS_PASSWORD), or unset it to have a private Redis started.`,
      { cause },
    );
  }
}

/** The URL as it may be shown. */
export function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//***@');
}
