import { request } from 'undici';
import { startTinyStack, type TinyStack } from '../../gateway/testing/tiny-stack.ts';
import { startTokenIssuer, type TokenIssuer } from '../../gateway/testing/token-issuer.ts';
import { builtProgram } from '../../subgraphs/shared/service/built-program.ts';
import { createLogger } from '../../subgraphs/shared/service/logger.ts';
import { createWorkerServer } from '../../subgraphs/worker/server.ts';
import { openTestServer, type TestServer } from '../../subgraphs/worker/testing/test-server.ts';
import { freePorts } from '../house/ports.ts';
import { ServiceProcess } from '../house/service-process.ts';
import type { Answer, Attack, AttackRequest, Target } from './attack.ts';

/** What nobody may find out. */
export const SECRETS = {
  ADMIN_TOKEN: 'canary-of-the-operators-4c1f',
  INTERNAL_TOKEN: 'canary-of-the-processes-9e02',
  REDIS: 'canary-of-redis-77ab',
} as const;

/** A client that trickles its request is cut off after this long. */
const PATIENCE_MS = 400;

/** Every server under attack. */
export interface Siege {
  /** `open`: a gateway as `npm start` runs it, without tokens, before tiny subgraphs. */
  readonly stack: TinyStack;
  /** `guarded`: a gateway as in production, with both tokens and an issuer of user tokens, in a process of its own. */
  readonly guarded: ServiceProcess;
  readonly issuer: TokenIssuer;
  /** `closedWorker`, and over the same store `worker`: the real service with a token and without. */
  readonly workers: TestServer;
  readonly urls: Readonly<Record<Target, string>>;
  ask(target: Target, request: AttackRequest): Promise<Answer>;
  answerTo(attack: Attack): Promise<Answer>;
  close(): Promise<void>;
}

export async function openSiege(): Promise<Siege> {
  const [stack, issuer, workers, [port = 0]] = await Promise.all([
    startTinyStack(),
    startTokenIssuer(),
    openTestServer(),
    freePorts(1),
  ]);
  const guarded = guardedGateway(stack, issuer, port);
  const [openWorker] = await Promise.all([openDoor(workers), guarded.start()]);
  const urls = {
    open: stack.url,
    guarded: `http://127.0.0.1:${port}`,
    worker: openWorker.url,
    closedWorker: workers.url,
  };
  const ask: Siege['ask'] = (target, given) => send(urls[target], given);
  const siege: Siege = {
    ...{ stack, guarded, issuer, workers, urls, ask },
    answerTo: (attack) =>
      typeof attack.send === 'function' ? attack.send(siege) : ask(attack.at, attack.send),
    close: async () => {
      await Promise.all([guarded.stop(), openWorker.close(), stack.close(), issuer.close()]);
      await workers.close();
    },
  };
  return siege;
}

/** A process of its own, saying all that it can say. */
function guardedGateway(stack: TinyStack, issuer: TokenIssuer, port: number): ServiceProcess {
  return new ServiceProcess(builtProgram('gateway/main.ts'), {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    LOG_LEVEL: 'trace',
    GATEWAY_PORT: String(port),
    REDIS_URL: `redis://default:${SECRETS.REDIS}@127.0.0.1:${stack.redis.port}/5`,
    WORKER_URL: stack.worker.url,
    RETRIEVAL_URL: stack.retrieval.url,
    AGENTS_URL: stack.agents.url,
    ADMIN_TOKEN: SECRETS.ADMIN_TOKEN,
    INTERNAL_TOKEN: SECRETS.INTERNAL_TOKEN,
    REQUEST_TIMEOUT_MS: String(PATIENCE_MS),
    ...issuer.environment,
  });
}

/** The same worker, as it is without a token on loopback. */
async function openDoor({ house }: TestServer) {
  const server = await createWorkerServer({
    worker: house.worker,
    logger: createLogger({ service: 'worker', level: 'silent' }),
    access: {
      internalToken: undefined,
      adminToken: undefined,
      trustedNetworks: '127.0.0.0/8,::1/128',
      hosts: new Set(),
      origins: new Set(),
    },
    maxUploadBytes: 1024,
  });
  return server.listen({ host: '127.0.0.1', port: 0 });
}

async function send(url: string, { method, path, headers, body }: AttackRequest): Promise<Answer> {
  const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const response = await request(`${url}${path ?? '/graphql'}`, {
    method: (method ?? (body === undefined ? 'GET' : 'POST')) as 'GET',
    headers: { ...(!isRaw && { 'content-type': 'application/json' }), ...headers },
    body: isRaw ? (body ?? null) : JSON.stringify(body),
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    text: await response.body.text(),
  };
}
