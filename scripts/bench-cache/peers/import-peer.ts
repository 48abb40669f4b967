import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the peers are installed, git-ignored. */
export const PEERS_FOLDER = resolve(process.env['DATA_DIR'] ?? '.data', 'bench-peers');

/**
 * A peer's exports. The peers are no part of the project, so their types are not known here: the caller declares what it uses.
 */
export async function importPeer<Exports>(name: string): Promise<Exports> {
  const entrance = pathToFileURL(resolve(PEERS_FOLDER, 'import-peer.mjs')).href;
  const { importPeer: load } = (await import(entrance)) as {
    importPeer: (name: string) => Promise<unknown>;
  };
  return (await load(name)) as Exports;
}
