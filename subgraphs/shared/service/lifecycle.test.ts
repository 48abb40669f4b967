import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';

const program = `
import { pino } from 'pino';
import { runService } from '${new URL('./lifecycle.ts', import.meta.url).pathname}';
await runService(pino(), async () => {
  if (process.argv[1] === 'fail') throw new Error('no disk');
  const timer = setInterval(() => {}, 1000);
  return { url: 'http://nowhere', close: async () => { clearInterval(timer); process.stdout.write('closed\\n'); } };
});
`;

function start(...args: string[]): { child: ChildProcess; output: () => string } {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program, '--', ...args],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  return { child, output: () => text };
}

describe('runService', () => {
  it('closes and exits 0 on SIGTERM', async () => {
    const { child, output } = start();
    await once(child, 'message');

    child.kill('SIGTERM');

    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(output()).toContain('closed');
  });

  it('closes and exits 0 when its supervisor is gone', async () => {
    const { child, output } = start();
    await once(child, 'message');

    child.disconnect();

    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(output()).toContain('closed');
  });

  it('exits 1 with the reason when it cannot start', async () => {
    const { child, output } = start('fail');

    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(output()).toContain('no disk');
  });
});
