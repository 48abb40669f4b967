import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findAgents } from './mcp/find-agents.ts';
import { serveStdio } from './mcp/serve-stdio.ts';

const help = `Speaks MCP on standard input and output, for clients that start their servers themselves.

  npm run -s mcp                    forwards to the agents service of the stack that runs (npm start)
  npm run -s mcp -- --user alice    the same as this user: its header x-user-id says so

Where that is: AGENTS_URL or AGENTS_PORT, else the stack that runs on DATA_DIR, else http://127.0.0.1:8003. Sends INTERNAL_TOKEN
when there is one. Reads .env as npm start does. docs/mcp.md shows how clients are told of it.
`;

const { values } = parseArgs({
  options: { user: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) process.stdout.write(help);
else {
  // What the environment says wins over the file.
  if (existsSync('.env')) process.loadEnvFile('.env');
  // Nothing but the protocol goes to standard output.
  await findAgents(process.env)
    .then((address) => serveStdio(address, values.user))
    .catch((error: Error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    });
}
