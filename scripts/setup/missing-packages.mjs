/**
 * The packages of the lockfile that `node_modules` lacks or has in another version. `installed` is npm's own list
 * (`node_modules/.package-lock.json`, written when an installation is complete), undefined when there is none.
 * Optional packages are those of other platforms, or of no platform here.
 */
export function missingPackages(lock, installed, { withDevelopment }) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.optional && !entry.devOptional && !entry.peer)
    .filter(([, entry]) => withDevelopment || !entry.dev)
    .filter(([path, entry]) => installed?.packages?.[path]?.version !== entry.version)
    .map(([path]) => path);
}
