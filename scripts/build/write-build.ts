import { stop } from 'esbuild';
import { buildServices } from './build-services.ts';
import { bundleExplorer } from './bundle-explorer.ts';

/** Brings everything in the build folder up to date: the services, and the explorer that the gateway serves. */
export async function writeBuild(): Promise<void> {
  try {
    await Promise.all([buildServices(), bundleExplorer()]);
  } finally {
    // The bundler is a process of its own, which would stay as large as the explorer made it.
    await stop();
  }
}
