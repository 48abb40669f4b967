import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runQuietly } from '../processes/run-program.ts';
import type { RedisProbes } from './choose-redis.ts';
import { installDebianRedis } from './install-debian-redis.ts';
import { pingRedis } from './ping-redis.ts';

/** Looks at the machine that this process runs on. */
export function machineProbes(
  say: (line: string) => void,
  path = process.env['PATH'],
): RedisProbes {
  return {
    ping: pingRedis,
    findProgram: (names) => findProgram(names, path ?? ''),
    isDockerAnswering: async () =>
      (await runQuietly('docker', ['info', '--format', '{{.ID}}'])) === 0,
    packageInstaller: async () => {
      if ((await findProgram(['apt-get'], path ?? '')) === undefined) return undefined;
      if (process.getuid?.() === 0) return 'root';
      return (await runQuietly('sudo', ['-n', 'true'])) === 0 ? 'sudo' : undefined;
    },
    installPackage: (as) => installDebianRedis(as, say),
  };
}

/** Goes through the names first: the first name found anywhere wins. */
async function findProgram(names: readonly string[], path: string): Promise<string | undefined> {
  for (const name of names) {
    for (const folder of path.split(delimiter).filter((part) => part !== '')) {
      const file = join(folder, name);
      const isProgram = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isProgram) return file;
    }
  }
  return undefined;
}
