import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { missingPackages } from './missing-packages.mjs';

const root = new URL('../../', import.meta.url);

/** Runs `npm ci` when a package of the lockfile is absent or has another version; rejects when npm fails. */
export async function installDependencies({ withDevelopment }) {
  const lock = await readJson('package-lock.json');
  if (lock === undefined)
    throw new Error('package-lock.json is missing: this is not a whole clone.');
  const installed = await readJson('node_modules/.package-lock.json');
  const missing = missingPackages(lock, installed, { withDevelopment });
  if (missing.length === 0) return;
  const total = Object.keys(lock.packages).length - 1;
  const reason = installed === undefined ? '' : `; ${missing.length} missing, as ${missing[0]}`;
  process.stdout.write(`Installing ${total} locked packages (npm ci${reason}) …\n`);
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const beat = setInterval(() => process.stdout.write(`  … ${seconds()} s\n`), 5000);
  try {
    await npmCi();
  } finally {
    clearInterval(beat);
  }
  process.stdout.write(`Installed in ${seconds()} s.\n`);
}

async function npmCi() {
  const options = { cwd: fileURLToPath(root), stdio: 'inherit' };
  // Errors only: on Node 20 a few packages ask for 22 and run all the same (docs/decisions/dependencies.md).
  const words = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const child = npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...words], options)
    : spawn('npm', words, { ...options, shell: process.platform === 'win32' });
  const [code] = await once(child, 'exit').catch((cause) => {
    throw new Error(`npm could not be run (${cause.message}); it comes with Node.`, { cause });
  });
  if (code !== 0) {
    throw new Error(
      `npm ci ended with code ${code}; its reason is above. Is the registry reachable?`,
    );
  }
}

async function readJson(path) {
  try {
    return JSON.parse(await readFile(new URL(path, root), 'utf8'));
  } catch {
    return undefined;
  }
}
