import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';

const program = fileURLToPath(new URL('./bare-loop-program.ts', import.meta.url));

/** A running `bare-loop-program.ts`. */
export interface BareLoop {
  ask(question: string): Promise<boolean>;
  stop(): void;
}

/** Resolves when it listens; rejects when it ends instead. */
export async function startBareLoop(modelUrl: string): Promise<BareLoop> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, modelUrl], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the bare loop ended with ${code}`);
  });
  const [{ url }] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return {
    ask: async (question) => {
      const { statusCode, body } = await request(url, { method: 'POST', body: question });
      if (statusCode !== 200) throw new Error(`the bare loop answered with ${statusCode}`);
      await body.dump();
      return true;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
