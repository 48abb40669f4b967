import { watch } from 'node:fs';
import { sep } from 'node:path';
import { type ServiceName, serviceNames } from './settings.ts';

/** Editors save in several steps; one change counts once. */
const SETTLE_MS = 200;

/** Calls `onChange` with the services that a change of sources concerns, until `stopped`. */
export function watchSources(
  onChange: (services: readonly ServiceName[]) => void,
  stopped: AbortSignal,
): void {
  const changed = new Set<ServiceName>();
  let timer: NodeJS.Timeout | undefined;
  for (const folder of ['subgraphs', 'gateway', 'schema']) {
    watch(folder, { recursive: true, signal: stopped }, (_event, file) => {
      for (const service of servicesOf(`${folder}${sep}${file ?? ''}`)) changed.add(service);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const services = [...changed];
        changed.clear();
        if (services.length > 0 && !stopped.aborted) onChange(services);
      }, SETTLE_MS);
      timer.unref();
    });
  }
}

/** Which services run this file. The gateway follows `schema/supergraph.graphql` by itself. */
export function servicesOf(path: string): readonly ServiceName[] {
  const [folder, room = ''] = path.split(sep);
  if (path.endsWith('.test.ts') || path.endsWith('supergraph.graphql')) return [];
  if (!path.endsWith('.ts') && !path.endsWith('.graphql') && !path.endsWith('.lua')) return [];
  if (folder === 'gateway') return ['gateway'];
  const subject = folder === 'schema' ? room.replace('.graphql', '') : room;
  if (subject === 'shared') return serviceNames;
  if (subject === 'cache-admin') return ['gateway'];
  return serviceNames.filter((name) => name === subject);
}
