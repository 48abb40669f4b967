import { access } from 'node:fs/promises';
import { redisPrograms } from '../start/redis/choose-redis.ts';
import { machineProbes } from '../start/redis/machine-probes.ts';

/**
 * The environment in which the tests find a Redis program. They start, kill and hang servers of their own, so a
 * server that runs somewhere, or in Docker, is of no use to them. Rejects with the ways out.
 */
export async function redisForTests(
  say: (line: string) => void,
): Promise<Readonly<Record<string, string>>> {
  const given = process.env['REDIS_SERVER_BIN'];
  if (given !== undefined) {
    await access(given);
    return {};
  }
  const probes = machineProbes(say);
  const found = await probes.findProgram(redisPrograms);
  if (found !== undefined) return { REDIS_SERVER_BIN: found };
  const installer = await probes.packageInstaller();
  if (installer !== undefined) await probes.installPackage(installer);
  const installed = await probes.findProgram(redisPrograms);
  if (installed !== undefined) return { REDIS_SERVER_BIN: installed };
  throw new Error(
    'The tests need a redis-server (or valkey-server) on the PATH, or its path in REDIS_SERVER_BIN.\n' +
      'Debian/Ubuntu: sudo apt-get install redis-server    macOS: brew install redis    Fedora: sudo dnf install valkey',
  );
}
