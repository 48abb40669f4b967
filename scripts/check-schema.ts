import { parseArgs } from 'node:util';
import { type CheckReport, checkSchema } from './schema/check.ts';

const help = `Checks the schema as CI does.

  npm run schema:check                 compare with origin/main, or main
  npm run schema:check -- --base REF   compare with another commit
  npm run -s schema:check -- --json    the same as JSON: { isWell, checks: [{ name, faults, notes, changes? }] }

Every breaking, dangerous and safe change is listed, each with the named operations that it touches: those of the base
and of now, in schema/operations/ and subgraphs/agents/operations/.

It fails when the committed supergraph is not the composed one, composition remarks something new, anything has no
description, an operation of schema/operations/ is not valid, or a client of the base would break.
Without a main branch to compare with it says so and goes on; a REF that does not exist fails.
Exit codes: 0 all is well, 1 a check failed, 2 the schema does not compose or an argument is wrong.
`;

try {
  const { values } = parseArgs({
    options: {
      base: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) process.stdout.write(help);
  else process.exitCode = report(await checkSchema({ base: values.base }), values.json ?? false);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

/** Prints every check and gives the exit code. */
function report(checks: readonly CheckReport[], isJson: boolean): number {
  const isWell = checks.every(({ faults }) => faults.length === 0);
  process.stdout.write(isJson ? `${JSON.stringify({ isWell, checks }, null, 2)}\n` : words(checks));
  return isWell ? 0 : 1;
}

function words(checks: readonly CheckReport[]): string {
  return checks
    .flatMap(({ name, faults, notes }) => [
      `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}\n`,
      ...[...faults, ...notes].map((line) => `       ${line}\n`),
    ])
    .join('');
}
