import { type ChildProcess, spawn } from 'node:child_process';
import type { MediaPrograms } from './media-programs.ts';

/** A few lines are enough to say what is wrong. */
const MAX_COMPLAINT_CHARACTERS = 2_000;

export interface ProgramRun {
  readonly programs: MediaPrograms;
  readonly program: 'ffmpeg' | 'ffprobe';
  readonly args: readonly string[];
  readonly timeoutMs: number;
  /** More output than this ends the program. */
  readonly maxOutputBytes: number;
}

/** The program failed, said too much or took too long; the message says which, for the file's owner. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/**
 * What the program writes to its standard output. No shell, no input, no environment. The program ends with its time
 * limit, with too much output, and with the process that started it.
 */
export async function runProgram(run: ProgramRun): Promise<Buffer> {
  const { programs, program, timeoutMs } = run;
  if (timeoutMs <= 0) throw new ProgramError('there was no time left');
  const [command, ...args] = [
    ...(programs.setpriv === null ? [] : [programs.setpriv, '--pdeathsig', 'KILL', '--']),
    programs[program],
    ...run.args,
  ];
  const child = spawn(command ?? '', args, { stdio: ['ignore', 'pipe', 'pipe'], env: {} });
  // The pool ends a parser with SIGTERM; where there is no setpriv, its program must not stay behind.
  const onTerminate = () => {
    child.kill('SIGKILL');
    process.exit(1);
  };
  process.once('SIGTERM', onTerminate);
  try {
    return await outputOf(child, run);
  } finally {
    process.off('SIGTERM', onTerminate);
  }
}

function outputOf(child: ChildProcess, { program, timeoutMs, maxOutputBytes }: ProgramRun) {
  return new Promise<Buffer>((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    let complaint = '';
    const stop = (reason: string) => {
      reject(new ProgramError(`${program} ${reason}`));
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(`took longer than ${timeoutMs / 1000} s`), timeoutMs);
    child.stdout?.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes <= maxOutputBytes) pieces.push(piece);
      else stop(`wrote more than ${maxOutputBytes} bytes`);
    });
    child.stderr?.on('data', (piece: Buffer) => {
      if (complaint.length < MAX_COMPLAINT_CHARACTERS) complaint += piece.toString('utf8');
    });
    child.once('error', () => stop('could not be started'));
    child.once('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(Buffer.concat(pieces));
      else reject(new ProgramError(`${program} failed: ${summarise(complaint)}`));
    });
  });
}

/** The last line, without the path that the file has here. */
function summarise(complaint: string): string {
  const lines = complaint.trim().split('\n');
  return (lines.at(-1) ?? '').replace(/file:\S*|\/\S+/g, '…').slice(0, 200) || 'no reason given';
}
