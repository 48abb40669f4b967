import { once } from 'node:events';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { AgentsAddress } from './find-agents.ts';
import { Forwarding } from './forwarding.ts';

/** Forwards what comes on standard input, and the answers to standard output, until the input ends. */
export async function serveStdio(
  { mcpUrl, internalToken }: AgentsAddress,
  userId: string | undefined,
): Promise<void> {
  const client = new StdioServerTransport();
  const forwarding = new Forwarding(
    {
      mcpUrl,
      headers: {
        ...(internalToken !== undefined && { authorization: `Bearer ${internalToken}` }),
        ...(userId !== undefined && { 'x-user-id': userId }),
      },
    },
    (message) => client.send(message),
  );
  client.onmessage = (message) => void forwarding.forward(message);
  client.onerror = ({ message }) => void process.stderr.write(`${message}\n`);
  await client.start();
  await once(process.stdin, 'end');
  // Nobody reads the answers any more.
  await forwarding.close();
}
