import { builtProgram, NODE_FLAGS } from '../../subgraphs/shared/service/built-program.ts';
import type { Program } from './processes/program.ts';
import {
  type Environment,
  type ServiceName,
  type StackSettings,
  serviceNames,
} from './settings.ts';

const READY_LIMIT_MS = 2000;

/** The four services as programs, as they were built. */
export function servicePrograms(
  settings: StackSettings,
  redisUrl: string,
  environment: Environment,
): Record<ServiceName, Program> {
  const [worker, retrieval, agents, gateway] = serviceNames;
  const shared = { ...environment, ...stackEnvironment(settings, redisUrl) };
  const program = (name: ServiceName): Program => ({
    name,
    command: process.execPath,
    args: [...NODE_FLAGS, builtProgram(sourceOf(name))],
    environment: shared,
    hasIpc: true,
    isReady: () => answersReady(settings.urls[name]),
    restart: { firstMs: 500, maxMs: 30_000 },
  });
  return {
    worker: program(worker),
    retrieval: program(retrieval),
    agents: program(agents),
    gateway: program(gateway),
  };
}

/** The program of a service, from the root of the repository. */
function sourceOf(service: ServiceName): string {
  return service === 'gateway' ? 'gateway/main.ts' : `subgraphs/${service}/main.ts`;
}

/** What every service is told, whatever the defaults: where things are in this run. */
function stackEnvironment(settings: StackSettings, redisUrl: string): Record<string, string> {
  const perService = serviceNames.flatMap((name): [string, string][] => [
    [`${name.toUpperCase()}_PORT`, String(settings.ports[name])],
    [`${name.toUpperCase()}_URL`, settings.urls[name]],
  ]);
  return {
    ...Object.fromEntries(perService),
    HOST: settings.host,
    DATA_DIR: settings.dataDir,
    REDIS_URL: redisUrl,
    // Read already, from wherever it was.
    INTERNAL_TOKEN: settings.internalToken ?? '',
    INTERNAL_TOKEN_FILE: '',
  };
}

async function answersReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(READY_LIMIT_MS) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
