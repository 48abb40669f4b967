import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { SupergraphSdlHook } from '@apollo/gateway';
import type { Logger } from 'pino';
import { withoutImplementedFeatures } from './implemented-features.ts';

/**
 * Feeds the gateway with the composed schema and follows the file. A file that is not a valid supergraph leaves
 * the running schema as it is. The file is polled, which also sees it replaced or mounted anew.
 */
export function followSupergraph(options: {
  readonly path: string;
  readonly pollMs: number;
  readonly logger: Logger;
}): SupergraphSdlHook {
  const { path, pollMs, logger } = options;
  return async ({ update }) => {
    const reload = async () => {
      try {
        update(await readSupergraph(path));
        logger.info({ path }, 'supergraph reloaded');
      } catch (error) {
        logger.error({ err: error, path }, 'the new supergraph is not usable; the old one stays');
      }
    };
    const listener = () => void reload();
    const supergraphSdl = await readSupergraph(path);
    watchFile(path, { interval: pollMs, persistent: false }, listener);
    return { supergraphSdl, cleanup: async () => unwatchFile(path, listener) };
  };
}

async function readSupergraph(path: string): Promise<string> {
  return withoutImplementedFeatures(await readFile(path, 'utf8'));
}
