// `npm start`: runs with nothing installed but Node and npm. The real work begins in start/start.ts.
import { existsSync } from 'node:fs';
import { prepare } from './setup/prepare.mjs';

await prepare({ withDevelopment: false });
// What the environment says wins over the file.
if (existsSync('.env')) process.loadEnvFile('.env');
const { start } = await import('./start/start.ts');
process.exit(await start(process.argv.slice(2), process.env));
