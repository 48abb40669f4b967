import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import type { Program } from '../contenders/contender.ts';

const START_LIMIT_MS = 60_000;
const RETRY_MS = 5;
const ASKED = { 'content-type': 'application/json', accept: 'application/json' };

/** A process that listens on a port of this machine, with what it writes in a file. */
export class MeasuredProcess {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #logPath: string;

  private constructor(child: ChildProcess, port: number, logPath: string) {
    this.#child = child;
    this.port = port;
    this.#logPath = logPath;
  }

  static async start(
    { command, environment, workingFolder }: Program,
    {
      name,
      port,
      folder,
    }: { readonly name: string; readonly port: number; readonly folder: string },
  ): Promise<MeasuredProcess> {
    const logPath = join(folder, `${name.replaceAll(/\W+/g, '-')}-${port}.log`);
    const log = await open(logPath, 'w');
    const [program, ...words] = command;
    const child = spawn(program, words, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', log.fd, log.fd],
      ...(workingFolder !== undefined && { cwd: workingFolder }),
    });
    await log.close();
    return new MeasuredProcess(child, port, logPath);
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** Until `path` answers with 200; rejects with what the process wrote when it ended, or did not answer in a minute. */
  async untilAnswers(path: string, body?: string): Promise<void> {
    const deadline = performance.now() + START_LIMIT_MS;
    while (!(await this.#answers(path, body))) {
      if (this.#child.exitCode === null && performance.now() < deadline) await delay(RETRY_MS);
      else throw new Error(`${this.#logPath}:\n${await readFile(this.#logPath, 'utf8')}`);
    }
  }

  async #answers(path: string, body: string | undefined): Promise<boolean> {
    const sent = body === undefined ? {} : { method: 'POST' as const, headers: ASKED, body };
    try {
      const response = await request(`http://127.0.0.1:${this.port}${path}`, sent);
      await response.body.dump();
      return response.statusCode === 200;
    } catch {
      return false;
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
