import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { createHttpServer } from '../../subgraphs/shared/service/http-server.ts';
import { readExampleOperations } from './example-operations.ts';
import { registerExplorer } from './explorer-routes.ts';

const OUTSIDE = /https?:|[="(]\/\//;

let app: FastifyInstance;
let html: string;

beforeAll(async () => {
  app = createHttpServer(pino({ level: 'silent' }));
  registerExplorer(app, await readExampleOperations());
  html = (await app.inject('/explore')).body;
});

afterAll(() => app.close());

describe('the explorer', () => {
  it('may load from its own place only, and run no script that stands in the page', async () => {
    const { headers } = await app.inject('/explore');
    const policy = String(headers['content-security-policy']).split('; ');

    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'"]));
    expect(policy).toContain("connect-src 'self'");
    expect(policy.join()).not.toMatch(/unsafe-eval|https?:/);
    expect(html).not.toMatch(OUTSIDE);
  });

  it('has every file that the page names, for browsers to keep', async () => {
    const paths = [...html.matchAll(/(?:src|href)="(explore\/[^"]+)"/g)].map(([, path]) => path);

    const answers = await Promise.all(paths.map((path) => app.inject(`/${path}`)));

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(answers.map(({ headers }) => headers['content-type'])).toEqual([
      'text/css; charset=utf-8',
      'text/javascript; charset=utf-8',
    ]);
    expect(answers[1]?.headers['cache-control']).toContain('immutable');
  });

  it('begins with operations to try', () => {
    const [, examples] = /application\/json">(.*)<\/script>/.exec(html) ?? [];

    expect(JSON.parse(examples ?? '')).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'Search' })]),
    );
  });

  it('does not have what is no file of it', async () => {
    const { statusCode } = await app.inject('/explore/000000000000/main.js');

    expect(statusCode).toBe(404);
  });
});
