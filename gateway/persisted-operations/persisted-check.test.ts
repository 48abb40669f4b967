import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { createHttpServer } from '../../subgraphs/shared/service/http-server.ts';
import { hashOperation } from './hash-operation.ts';
import { registerPersistedCheck } from './persisted-check.ts';

const LISTED = '{ models { name } }';
const STRANGE = '{ models { kind } }';
const manifest = new Map([[hashOperation(LISTED), LISTED]]);

let open: FastifyInstance;
let closed: FastifyInstance;

function serve(isPersistedOnly: boolean): FastifyInstance {
  const app = createHttpServer(pino({ level: 'silent' }));
  registerPersistedCheck(app, { manifest, isPersistedOnly });
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler: () => 'passed' });
  return app;
}

beforeAll(() => {
  open = serve(false);
  closed = serve(true);
});

afterAll(() => Promise.all([open.close(), closed.close()]));

const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});

async function post(app: FastifyInstance, payload: object): Promise<unknown> {
  const response = await app.inject({ method: 'POST', url: '/graphql', payload });
  return response.body === 'passed' ? 'passed' : response.json().errors[0].extensions.code;
}

async function get(app: FastifyInstance, query: Record<string, string>): Promise<unknown> {
  const response = await app.inject({ url: '/graphql', query });
  return response.body === 'passed' ? 'passed' : response.json().errors[0].extensions.code;
}

describe('with PERSISTED_ONLY', () => {
  it.each([
    ['a hash of the manifest', persisted(hashOperation(LISTED)), 'passed'],
    ['a text of the manifest', { query: LISTED }, 'passed'],
    ['a text that is not in it', { query: STRANGE }, 'FORBIDDEN'],
    [
      'a text to be registered',
      { query: STRANGE, ...persisted(hashOperation(STRANGE)) },
      'FORBIDDEN',
    ],
    ['a hash that is not in it', persisted(hashOperation(STRANGE)), 'FORBIDDEN'],
    [
      'a strange text under a good hash',
      { query: STRANGE, ...persisted(hashOperation(LISTED)) },
      'BAD_USER_INPUT',
    ],
  ])('judges %s', async (_, body, outcome) => {
    expect(await post(closed, body)).toBe(outcome);
  });

  it('judges a GET alike', async () => {
    const hash = JSON.stringify(persisted(hashOperation(LISTED)).extensions);
    const strange = JSON.stringify(persisted(hashOperation(STRANGE)).extensions);

    const outcomes = [
      await get(closed, { extensions: hash }),
      await get(closed, { extensions: strange }),
      await get(closed, { query: STRANGE }),
    ];

    expect(outcomes).toEqual(['passed', 'FORBIDDEN', 'FORBIDDEN']);
  });

  it('says what is executed, and how an operation gets there', async () => {
    const response = await closed.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: STRANGE },
    });

    expect(response.statusCode).toBe(403);
    expect(response.json().errors[0].message).toMatch(/PERSISTED_ONLY.*npm run codegen/);
  });
});

describe('a persisted query', () => {
  it.each([
    ['that is not in the manifest', persisted(hashOperation(STRANGE)), 'passed'],
    ['that is registered', { query: STRANGE, ...persisted(hashOperation(STRANGE)) }, 'passed'],
    [
      'with the hash of something else',
      { query: STRANGE, ...persisted(hashOperation(LISTED)) },
      'BAD_USER_INPUT',
    ],
    ['whose hash is none', persisted('../../etc/passwd'), 'BAD_USER_INPUT'],
    ['without a hash', persisted(undefined), 'BAD_USER_INPUT'],
    ['of another version', persisted(hashOperation(STRANGE), 2), 'BAD_USER_INPUT'],
    ['that is none', { query: STRANGE, extensions: { persistedQuery: null } }, 'passed'],
  ])('%s', async (_, body, outcome) => {
    expect(await post(open, body)).toBe(outcome);
  });
});
