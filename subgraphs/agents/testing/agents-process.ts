import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { builtProgram } from '../../shared/service/built-program.ts';

/** The agents service in a process of its own, as it was built last. */
export interface AgentsProcess {
  readonly url: string;
  /** Sends a signal that does not end it: SIGSTOP, SIGCONT. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it and waits until it is gone. */
  stop(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Resolves when the service listens; rejects with its last words when it ends instead. `program` is another one,
 * which may be TypeScript: a service that was changed on purpose.
 */
export async function startAgentsProcess(
  environment: Readonly<Record<string, string>>,
  program = builtProgram('subgraphs/agents/main.ts'),
): Promise<AgentsProcess> {
  const child = spawn(
    process.execPath,
    [...(program.endsWith('.ts') ? ['--import', 'tsx'] : []), program],
    {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The agents service ended: ${errors}`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return {
    url: message.url,
    signal: (signal) => void child.kill(signal),
    stop: (signal) => stop(child, signal),
  };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
