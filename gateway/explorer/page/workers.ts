/** Tells the editor where its workers are: beside this file, as the bundle has them. */
export function startWorkers(): void {
  window.MonacoEnvironment = {
    getWorker: (_, label) => {
      const name = label === 'json' || label === 'graphql' ? label : 'editor';
      return new Worker(new URL(`./${name}.worker.js`, import.meta.url), { type: 'module' });
    },
  };
}
