import { describe, expect, it } from '@jest/globals';
import { chooseRedis, type RedisProbes } from './choose-redis.ts';

/** A machine with nothing at all, except what a test gives it. */
function machine(given: Partial<RedisProbes> = {}): RedisProbes {
  return {
    ping: async () => {
      throw new Error('connect ECONNREFUSED');
    },
    findProgram: async () => undefined,
    isDockerAnswering: async () => false,
    packageInstaller: async () => undefined,
    installPackage: async () => undefined,
    ...given,
  };
}

const program = { findProgram: async () => '/usr/bin/redis-server' };
const docker = { isDockerAnswering: async () => true };
const debian: Partial<RedisProbes> = { packageInstaller: async () => 'sudo' };

describe('where the Redis comes from', () => {
  it('is what the environment names, whatever else is there', async () => {
    const named = { url: 'redis://cache:6379', from: 'REDIS_URL' } as const;
    const everything = machine({ ...program, ...docker, ping: async () => undefined });

    expect(await chooseRedis(named, everything)).toEqual({ kind: 'named', url: named.url });
  });

  it('is nowhere when the named one does not answer: no other one is started in its place', async () => {
    const named = { url: 'redis://:secret@cache:6379', from: 'REDIS_URL' } as const;

    const choice = chooseRedis(named, machine(program));

    await expect(choice).rejects.toThrow(
      'The Redis that REDIS_URL names, redis://***@cache:6379, does not answer: connect ECONNREFUSED',
    );
  });

  it('is a program on the PATH before Docker', async () => {
    expect(await chooseRedis(undefined, machine({ ...program, ...docker }))).toEqual({
      kind: 'program',
      path: '/usr/bin/redis-server',
    });
  });

  it('is Docker before anything is installed', async () => {
    expect(await chooseRedis(undefined, machine({ ...docker, ...debian }))).toEqual({
      kind: 'docker',
    });
  });

  it('is the Debian package when it can be installed', async () => {
    let path: string | undefined;
    const installable = machine({
      ...debian,
      findProgram: async () => path,
      installPackage: async (as) => {
        path = `/usr/bin/redis-server-by-${as}`;
      },
    });

    expect(await chooseRedis(undefined, installable)).toEqual({
      kind: 'program',
      path: '/usr/bin/redis-server-by-sudo',
    });
  });

  it('is a clear error with the ways out when there is none', async () => {
    await expect(chooseRedis(undefined, machine())).rejects.toThrow(
      /REDIS_URL=[\s\S]*redis-server[\s\S]*Docker/,
    );
  });
});
