import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Program } from './program.ts';
import { restartDelayMs } from './restart-delay.ts';
import { SupervisedProgram } from './supervised-program.ts';

/** Writes a file when it runs, and ends when asked to. */
const obedient = `
  require('node:fs').writeFileSync(process.env.MARK, String(process.pid));
  setInterval(() => undefined, 1000);
`;
const stubborn = `process.on('SIGTERM', () => undefined); ${obedient}`;

let folder = '';
let mark = '';
let words: string[] = [];

const report = {
  line: () => undefined,
  say: (text: string) => void words.push(text),
  runsAgain: () => undefined,
};

function program(source: string, change: Partial<Program> = {}): Program {
  return {
    name: 'standin',
    command: process.execPath,
    args: ['-e', source],
    environment: { ...process.env, NODE_OPTIONS: '', MARK: mark },
    hasIpc: true,
    isReady: async () => (await readFile(mark, 'utf8').catch(() => '')) !== '',
    restart: { firstMs: 1, maxMs: 10 },
    ...change,
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(isThere: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await isThere())) {
    if (performance.now() > deadline) throw new Error(`not there; said: ${words.join(' | ')}`);
    await delay(10);
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'supervised-'));
  mark = join(folder, 'mark');
  words = [];
});

afterEach(() => rm(folder, { recursive: true }));

describe('a supervised program', () => {
  it('is started until it is ready and ended when it is stopped', async () => {
    const supervised = new SupervisedProgram(program(obedient), report, 10_000);

    await supervised.start();
    const pid = supervised.pid ?? 0;
    expect(isRunning(pid)).toBe(true);
    await supervised.stop(5000);

    expect(isRunning(pid)).toBe(false);
    expect(words).toEqual([]);
  });

  it('leaves every other process alone when it is stopped', async () => {
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    const supervised = new SupervisedProgram(program(obedient), report, 10_000);
    await supervised.start();

    await supervised.stop(5000);

    expect(isRunning(bystander.pid ?? 0)).toBe(true);
    bystander.kill('SIGKILL');
  });

  it('is killed when it does not end in time', async () => {
    const supervised = new SupervisedProgram(program(stubborn), report, 10_000);
    await supervised.start();
    const pid = supervised.pid ?? 0;

    await supervised.stop(50);

    expect(isRunning(pid)).toBe(false);
  });

  it('is left to drain when it is told twice to stop', async () => {
    const drained = `${mark}.drained`;
    const draining = `
      process.once('SIGTERM', () => {
        require('node:fs').rmSync(process.env.MARK);
        setTimeout(() => {
          require('node:fs').writeFileSync(process.env.MARK + '.drained', 'yes');
          process.exit(0);
        }, 100);
      });
      ${obedient}`;
    const supervised = new SupervisedProgram(program(draining), report, 10_000);
    await supervised.start();
    const stopping = supervised.stop(5000);
    await until(() => !existsSync(mark));

    await Promise.all([stopping, supervised.stop(5000)]);

    expect(existsSync(drained)).toBe(true);
  });

  it('takes the processes that it started with it', async () => {
    const childMark = `${mark}.child`;
    const parent = `
      const child = require('node:child_process').spawn('sleep', ['1000'], { stdio: 'ignore' });
      require('node:fs').writeFileSync(process.env.MARK + '.child', String(child.pid));
      ${obedient}`;
    const supervised = new SupervisedProgram(program(parent), report, 10_000);
    await supervised.start();
    const childPid = Number(await readFile(childMark, 'utf8'));

    await supervised.stop(5000);

    await until(() => !isRunning(childPid));
  });

  it('fails with its last lines when it ends while it is being started', async () => {
    const failing = program(`console.error('no such database'); process.exit(3)`);
    const supervised = new SupervisedProgram(failing, report, 10_000);

    await expect(supervised.start()).rejects.toThrow(
      /standin ended with code 3\. Its last lines:\n {2}no such database/,
    );
  });

  it('fails when it cannot be run at all', async () => {
    const absent = program('', { command: join(folder, 'absent'), hasIpc: false });

    await expect(new SupervisedProgram(absent, report, 10_000).start()).rejects.toThrow(
      /standin could not be run: .*ENOENT/,
    );
  });

  it('fails, and is ended, when it is not ready in time', async () => {
    const slow = program(obedient, { isReady: async () => false });
    const supervised = new SupervisedProgram(slow, report, 300);

    await expect(supervised.start()).rejects.toThrow('standin was not ready after 0.3 s');
    await until(() => supervised.pid === undefined);
  });

  it('is started again when it ends unasked, and this is said', async () => {
    const supervised = new SupervisedProgram(program(obedient), report, 10_000);
    await supervised.start();
    const firstPid = supervised.pid ?? 0;
    await rm(mark);

    process.kill(firstPid, 'SIGKILL');
    await until(() => words.includes('standin runs again.'));

    expect(words[0]).toContain('standin was ended by SIGKILL.');
    expect(supervised.pid).not.toBe(firstPid);
    await supervised.stop(5000);
  });

  it('is not started again when somebody else answers in its place', async () => {
    const supervised = new SupervisedProgram(program(obedient), report, 10_000);
    await supervised.start();

    process.kill(supervised.pid ?? 0, 'SIGKILL');
    await until(() => words.includes('standin answers: somebody else started it.'));

    expect(supervised.pid).toBeUndefined();
    await supervised.stop(5000);
  });

  it('runs anew after a restart that was asked for', async () => {
    const supervised = new SupervisedProgram(program(obedient), report, 10_000);
    await supervised.start();
    const firstPid = supervised.pid;
    await rm(mark);

    await supervised.restart(5000);
    await until(() => words.includes('standin runs again.'));

    expect(supervised.pid).not.toBe(firstPid);
    await supervised.stop(5000);
  });

  it('can be stopped while it is being started', async () => {
    const never = program(obedient, { isReady: async () => false });
    const supervised = new SupervisedProgram(never, report, 60_000);
    const starting = supervised.start();
    await until(() => supervised.pid !== undefined);

    await supervised.stop(5000);

    expect(await starting).toBe(false);
    expect(supervised.pid).toBeUndefined();
  });

  it('does not outlive a supervisor that is killed, even when it knows nothing of it', async () => {
    await writeFile(
      join(folder, 'supervisor.mts'),
      `import { SupervisedProgram } from '${new URL('./supervised-program.ts', import.meta.url)}';
       const program = {
         name: 'sleep', command: 'sleep', args: ['1000'], environment: process.env, hasIpc: false,
         isReady: async () => true, restart: { firstMs: 1, maxMs: 1 },
       };
       const supervised = new SupervisedProgram(program, { line() {}, say() {}, runsAgain() {} }, 1000);
       await supervised.start();
       process.stdout.write(String(supervised.pid));`,
    );
    const supervisor = spawn(
      process.execPath,
      ['--import', 'tsx', join(folder, 'supervisor.mts')],
      {
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [pid] = await once(supervisor.stdout, 'data');
    expect(isRunning(Number(pid))).toBe(true);

    supervisor.kill('SIGKILL');

    await until(() => !isRunning(Number(pid)));
  });
});

describe('the wait before a restart', () => {
  it('doubles with each failure in a row, up to a limit', () => {
    const restart = { firstMs: 500, maxMs: 30_000 };

    expect([0, 1, 2, 6, 100].map((failures) => restartDelayMs(restart, failures))).toEqual([
      500, 1000, 2000, 30_000, 30_000,
    ]);
  });
});
