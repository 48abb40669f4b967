import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A read as another process answered it. */
export interface RemoteRead {
  readonly value: string | null;
  readonly status: string;
}

/** A running `cache-program.ts`. */
export class CacheProcess {
  readonly #child: ChildProcess;
  readonly #answers = new Map<number, (answer: unknown) => void>();
  #orders = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts a process over the Redis on this port; resolves when it takes orders. */
  static async start(redisPort: number): Promise<CacheProcess> {
    const program = fileURLToPath(new URL('./cache-program.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', program, `${redisPort}`], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const started = new CacheProcess(child);
    const isReady = new Promise((resolve) => started.#answers.set(0, resolve));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { id, answer } = JSON.parse(line) as { id: number; answer: unknown };
      started.#answers.get(id)?.(answer);
      started.#answers.delete(id);
    });
    await isReady;
    return started;
  }

  async read(key: string, times = 1, loadMs = 0): Promise<readonly RemoteRead[]> {
    return (await this.#order({ read: { key, times, loadMs } })) as RemoteRead[];
  }

  async invalidate(tags: readonly string[]): Promise<void> {
    await this.#order({ invalidate: { tags } });
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }

  #order(order: object): Promise<unknown> {
    const id = ++this.#orders;
    const answer = new Promise((resolve) => this.#answers.set(id, resolve));
    this.#child.stdin?.write(`${JSON.stringify({ id, ...order })}\n`);
    return answer;
  }
}
