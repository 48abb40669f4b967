// Plain JavaScript that uses Node's own modules only: it runs before anything is installed.

import { installDependencies } from './install-dependencies.mjs';
import { isNodeSupported } from './node-version.mjs';

/**
 * Brings this process to where it can run the sources: a Node that is new enough, the locked packages, TypeScript.
 * Ends the process with a reason otherwise. `withDevelopment` asks for the packages that only the checks need.
 */
export async function prepare({ withDevelopment }) {
  if (!isNodeSupported(process.versions.node)) {
    const wanted = 'Node 20.19 or newer is needed (24 is what the Docker image runs)';
    process.stderr.write(`${wanted}; this is ${process.versions.node}. See https://nodejs.org\n`);
    process.exit(1);
  }
  try {
    await installDependencies({ withDevelopment });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  const { register } = await import('tsx/esm/api');
  register();
}
