import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** In the order in which they are named everywhere; the gateway starts when the others are ready. */
export const serviceNames = ['worker', 'retrieval', 'agents', 'gateway'] as const;
export type ServiceName = (typeof serviceNames)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

/** What `npm start` itself reads from the environment. The services read theirs themselves. */
export interface StackSettings {
  /** The address that the services listen on. */
  readonly host: string;
  readonly ports: Readonly<Record<ServiceName, number>>;
  /** Where the processes, and this program, reach each service. */
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** Absolute. */
  readonly dataDir: string;
  /** A Redis that the environment names; undefined: one is found or started. */
  readonly namedRedis:
    | { readonly url: string; readonly from: 'REDIS_URL' | 'REDIS_HOST' }
    | undefined;
  /** The port for a private Redis; undefined: 6379, or any that is free. */
  readonly privateRedisPort: number | undefined;
  readonly isLogJson: boolean;
  /** What the services show each other: ADMIN_TOKEN where that alone is set. */
  readonly internalToken: string | undefined;
}

/** A value of the environment that cannot be used; the message names the key. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const defaultPorts: Readonly<Record<ServiceName, number>> = {
  worker: 8001,
  retrieval: 8002,
  agents: 8003,
  gateway: 4000,
};

/** The key under which a service's port is set, as `WORKER_PORT`. */
export function portKey(service: ServiceName): string {
  return `${service.toUpperCase()}_PORT`;
}

/** Reads the settings; an empty value counts as absent. Throws `SettingsError`. */
export function readSettings(environment: Environment): StackSettings {
  const read = (key: string) => environment[key] || undefined;
  const host = read('HOST') ?? '127.0.0.1';
  const ports = eachService((name) => readPort(environment, portKey(name)) ?? defaultPorts[name]);
  return {
    host,
    ports,
    urls: eachService(
      (name) => read(`${name.toUpperCase()}_URL`) ?? `http://${reachable(host)}:${ports[name]}`,
    ),
    dataDir: resolve(read('DATA_DIR') ?? '.data'),
    namedRedis: readNamedRedis(read),
    privateRedisPort: readPort(environment, 'REDIS_PORT'),
    isLogJson: read('LOG_FORMAT') === 'json',
    internalToken: readSecret(read, 'INTERNAL_TOKEN') ?? readSecret(read, 'ADMIN_TOKEN'),
  };
}

/** One value for each service. */
export function eachService<T>(make: (name: ServiceName) => T): Record<ServiceName, T> {
  const [worker, retrieval, agents, gateway] = serviceNames;
  return {
    worker: make(worker),
    retrieval: make(retrieval),
    agents: make(agents),
    gateway: make(gateway),
  };
}

function readPort(environment: Environment, key: string): number | undefined {
  const text = environment[key] || undefined;
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new SettingsError(`${key} is "${text}"; a port between 1 and 65535 was expected.`);
}

/** From the environment, or from the file that `<key>_FILE` names. */
function readSecret(read: (key: string) => string | undefined, key: string): string | undefined {
  const path = read(`${key}_FILE`);
  if (path === undefined) return read(key);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new SettingsError(`${key}_FILE is "${path}"; a file that can be read was expected.`);
  }
}

function readNamedRedis(read: (key: string) => string | undefined): StackSettings['namedRedis'] {
  const url = read('REDIS_URL');
  if (url !== undefined) return { url, from: 'REDIS_URL' };
  const host = read('REDIS_HOST');
  if (host === undefined) return undefined;
  const password = read('REDIS_PASSWORD');
  const credentials = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
  return {
    url: `redis://${credentials}${host}:${read('REDIS_PORT') ?? '6379'}`,
    from: 'REDIS_HOST',
  };
}

/** An address that means "all of this machine's" is reached on loopback. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
