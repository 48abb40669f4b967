import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs one script of `package.json`, shown as it runs; whether it ended well. */
export async function runNpmScript(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<boolean> {
  const options: SpawnOptions = {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  };
  const npm = process.env['npm_execpath'];
  const args = ['run', '--silent', ...words];
  const child = npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...args], options)
    : spawn('npm', args, options);
  const [code]: (number | null)[] = await once(child, 'exit');
  return code === 0;
}
