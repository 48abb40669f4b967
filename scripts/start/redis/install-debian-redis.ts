import { runShown } from '../processes/run-program.ts';

/**
 * The package starts a Redis of the system on port 6379. The stack runs a private one, so that service is stopped and
 * not started at boot; whoever wants it enables it. (It was not there before: the package was not installed.)
 */
const withoutService =
  'if [ -d /run/systemd/system ]; then systemctl disable --now redis-server; ' +
  'elif [ -x /etc/init.d/redis-server ]; then /etc/init.d/redis-server stop; fi';

const commands: readonly (readonly string[])[] = [
  ['apt-get', 'update'],
  [
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    'install',
    '-y',
    '--no-install-recommends',
    'redis-server',
  ],
  ['sh', '-c', withoutService],
];

/** Installs Debian's `redis-server`, saying so first and showing every step; rejects when a step fails. */
export async function installDebianRedis(
  as: 'root' | 'sudo',
  say: (line: string) => void,
): Promise<void> {
  say('No Redis on this machine, and no Docker: installing the Debian package redis-server.');
  for (const words of commands) {
    const [program = '', ...rest] = as === 'sudo' ? ['sudo', '-n', ...words] : words;
    say(`  $ ${[program, ...rest].join(' ')}`);
    const code = await runShown(program, rest);
    if (code !== 0) {
      throw new Error(
        `"${words.join(' ')}" ended with code ${code}; its reason is above. ` +
          'Install a Redis by hand, or name one with REDIS_URL.',
      );
    }
  }
}
