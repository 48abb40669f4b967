import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Environment, readSettings, type StackSettings } from '../start/settings.ts';

const PATIENCE_MS = 3000;

/** Where the agents service answers. */
export interface AgentsAddress {
  readonly mcpUrl: URL;
  readonly internalToken: string | undefined;
}

/** The agents service of the stack that runs; rejects with what to do when it does not answer. */
export async function findAgents(environment: Environment): Promise<AgentsAddress> {
  const settings = readSettings(environment);
  const isNamed = Boolean(environment['AGENTS_URL'] || environment['AGENTS_PORT']);
  const url = (isNamed ? undefined : await readRunningUrl(settings)) ?? settings.urls.agents;
  await requireAnswer(url);
  return { mcpUrl: new URL('/mcp', url), internalToken: settings.internalToken };
}

const record = z.object({ ports: z.object({ agents: z.number() }) });

/** Where `npm start` wrote down that it runs: it may have been told another port than this program. */
async function readRunningUrl({ dataDir, host }: StackSettings): Promise<string | undefined> {
  try {
    const text = await readFile(join(dataDir, 'stack.json'), 'utf8');
    const { agents } = record.parse(JSON.parse(text)).ports;
    return readSettings({ HOST: host, AGENTS_PORT: String(agents) }).urls.agents;
  } catch {
    return undefined;
  }
}

async function requireAnswer(url: string): Promise<void> {
  try {
    const response = await fetch(new URL('/health', url), {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
  } catch (cause) {
    throw new Error(
      `The agents service does not answer at ${url}. Start the stack with \`npm start\`, then this again; AGENTS_URL names another address.`,
      { cause },
    );
  }
}
