import { stop } from 'esbuild';
import { buildServices } from './build-services.ts';
import { bundleExplorer } from './bundle-explorer.ts';

let last: Promise<void> = Promise.resolve();

/**
 * Brings everything in the build folder up to date: the services, and the explorer that the gateway serves. One call after the other,
 * because the bundler that one ends would be that of the next.
 */
export function writeBuild(): Promise<void> {
  last = last.catch(() => undefined).then(build);
  return last;
}

async function build(): Promise<void> {
  try {
    await Promise.all([buildServices(), bundleExplorer()]);
  } finally {
    // A process of its own, which would stay as large as the explorer made it.
    await stop();
  }
}
