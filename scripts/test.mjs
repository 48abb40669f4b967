// `npm test`: everything that CI checks, with nothing installed but Node and npm. See checks/run-checks.ts.
import { prepare } from './setup/prepare.mjs';

await prepare({ withDevelopment: true });
const { runChecks } = await import('./checks/run-checks.ts');
process.exit(await runChecks(process.argv.slice(2)));
