import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../testing/test-worker.ts';
import { findMediaPrograms } from './find-media-programs.ts';
import type { MediaPrograms } from './media-programs.ts';
import { runProgram } from './run-program.ts';

const isThere = spawnSync('ffmpeg', ['-version']).status === 0;
/** ffmpeg is no part of the project: these run where it is installed. */
const itWithFfmpeg = isThere ? it : it.skip;
/** Programs die with a parser that was killed outright only where Linux can tell them. */
const itWithSetpriv = isThere && spawnSync('setpriv', ['--version']).status === 0 ? it : it.skip;

let programs: MediaPrograms | null;

beforeAll(async () => {
  programs = await findMediaPrograms(process.env['PATH'] ?? '');
});

/** Plays a test picture for ever. */
const endless = ['-v', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc=s=64x64'];

function run(args: readonly string[], limits: { timeoutMs?: number; maxOutputBytes?: number }) {
  if (programs === null) throw new Error('ffmpeg is not installed');
  const given = { timeoutMs: 10_000, maxOutputBytes: 1000, ...limits };
  return runProgram({ programs, program: 'ffmpeg', args, ...given });
}

/** Whether a process has this word in its arguments. */
function isRunning(word: string): boolean {
  return readdirSync('/proc').some((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, 'latin1').includes(word);
    } catch {
      return false;
    }
  });
}

describe('a program of a parser', () => {
  itWithFfmpeg('is stopped at its time limit', async () => {
    const running = run([...endless, '-f', 'null', '-'], { timeoutMs: 100 });

    await expect(running).rejects.toThrow('ffmpeg took longer than 0.1 s');
  });

  itWithFfmpeg('is stopped when it says too much', async () => {
    const running = run([...endless, '-f', 'rawvideo', 'pipe:1'], {});

    await expect(running).rejects.toThrow('ffmpeg wrote more than 1000 bytes');
  });

  itWithFfmpeg('says why it failed, without the paths of this machine', async () => {
    const running = run(['-v', 'error', '-i', 'file:/not/there', '-f', 'null', '-'], {});

    await expect(running).rejects.toThrow(/ffmpeg failed: … No such file|ffmpeg failed: …/);
    await expect(running).rejects.not.toThrow(/not\/there/);
  });

  itWithSetpriv('does not outlive its parser, even one that is killed outright', async () => {
    const word = randomUUID();
    const args = [...endless, '-metadata', `comment=${word}`, '-f', 'null', '-'];
    const order = { programs, program: 'ffmpeg', args, timeoutMs: 60_000, maxOutputBytes: 1000 };
    const file = new URL('./run-program.ts', import.meta.url).href;
    const code = `import(${JSON.stringify(file)}).then((own) => own.runProgram(${JSON.stringify(order)}))`;
    const parser = spawn(process.execPath, ['--import', 'tsx', '--eval', `void "parser"; ${code}`]);
    const ofFfmpeg = `comment=${word}\0-f`;
    await until(() => isRunning(ofFfmpeg) || undefined);

    parser.kill('SIGKILL');
    await once(parser, 'exit');

    await until(() => !isRunning(ofFfmpeg) || undefined, 2_000);
    expect(isRunning(ofFfmpeg)).toBe(false);
  });
});

describe('findMediaPrograms', () => {
  it('finds nothing in no folder, nor in one that is relative', async () => {
    expect(await findMediaPrograms('')).toBeNull();
    expect(await findMediaPrograms('bin:../bin:.')).toBeNull();
  });
});
