import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, port, readConfig, redisOptions, serviceKeys } from './config.ts';
import { createRedaction } from './redaction.ts';

const schema = z.object({ ...serviceKeys, WORKER_PORT: port.default(8001) });

describe('readConfig', () => {
  it('fills what is absent with the defaults', () => {
    const config = readConfig(schema, {});

    expect(config).toMatchObject({ HOST: '127.0.0.1', WORKER_PORT: 8001, DATA_DIR: '.data' });
  });

  it('takes an empty value as absent, as docker compose passes it', () => {
    const config = readConfig(schema, { REDIS_URL: '', WORKER_PORT: '' });

    expect(config.WORKER_PORT).toBe(8001);
  });

  it('lists every problem at once', () => {
    const read = () => readConfig(schema, { WORKER_PORT: '70000', LOG_LEVEL: 'loud' });

    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/WORKER_PORT[\s\S]*LOG_LEVEL|LOG_LEVEL[\s\S]*WORKER_PORT/);
  });

  it.each(['authorization=Basic%20a%', 'authorization', 'authorization=a,=b', 'a=%zz'])(
    'refuses "%s" as headers for the collector',
    (list) => {
      const read = () => readConfig(schema, { OTEL_EXPORTER_OTLP_HEADERS: list });

      expect(read).toThrow(/OTEL_EXPORTER_OTLP_HEADERS: must be name=value/);
    },
  );

  it('gives a configuration that nobody can change', () => {
    expect(Object.isFrozen(readConfig(schema, {}))).toBe(true);
  });
});

describe('a secret', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    writeFileSync(join(folder, 'token'), 'the-token-of-the-processes\n');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('may stand in a file', () => {
    const config = readConfig(schema, { INTERNAL_TOKEN_FILE: join(folder, 'token') });

    expect(config.INTERNAL_TOKEN).toBe('the-token-of-the-processes');
  });

  it('of any schema may stand in a file, and is known to redaction then', () => {
    const keys = z.object({ CHAT_API_KEY: z.string(), CHAT_API_KEY_FILE: z.string() });
    const config = readConfig(keys, { CHAT_API_KEY_FILE: join(folder, 'token') });

    expect(createRedaction(config)('sk: the-token-of-the-processes')).toBe('sk: [redacted]');
  });

  it.each([
    [
      'in two places',
      { INTERNAL_TOKEN: 'a-token-elsewhere', INTERNAL_TOKEN_FILE: '/x' },
      /not both/,
    ],
    [
      'in a file that is not there',
      { INTERNAL_TOKEN_FILE: '/no/such/file' },
      /INTERNAL_TOKEN_FILE/,
    ],
    ['that is short', { INTERNAL_TOKEN: 'p4ssw0rd' }, /INTERNAL_TOKEN: needs 16/],
    ['that no header carries', { INTERNAL_TOKEN: 'a token with blanks' }, /INTERNAL_TOKEN: needs/],
    [
      'of operators alone',
      { ADMIN_TOKEN: 'the-token-of-the-operators' },
      /INTERNAL_TOKEN: is needed/,
    ],
  ])('%s is refused, and not shown', (_, environment, reason) => {
    const read = () => readConfig(schema, environment);

    expect(read).toThrow(reason);
    for (const value of Object.values(environment)) expect(read).not.toThrow(value);
  });
});

describe('redisOptions', () => {
  it('uses the database of the service when the URL names none', () => {
    const config = readConfig(schema, { REDIS_URL: 'redis://cache.example:6390' });

    expect(redisOptions(config, 2)).toEqual({ host: 'cache.example', port: 6390, db: 2 });
  });

  it('lets the URL win over the single keys', () => {
    const config = readConfig(schema, { REDIS_URL: 'redis://me:p%40ss@a/7', REDIS_DB: '3' });

    expect(redisOptions(config, 0)).toEqual({
      host: 'a',
      port: 6379,
      db: 7,
      username: 'me',
      password: 'p@ss',
    });
  });
});
