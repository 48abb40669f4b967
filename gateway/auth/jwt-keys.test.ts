import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../subgraphs/shared/service/config.ts';
import { gatewayConfigSchema } from '../config.ts';
import { readAlgorithms } from './jwt-keys.ts';

const known = { JWT_ISSUER: 'https://issuer.example', JWT_AUDIENCE: 'graph' };
const keys = { ...known, JWT_JWKS_URL: 'https://issuer.example/keys' };
const secret = { ...known, JWT_SECRET: 's'.repeat(32) };

describe('the settings for tokens', () => {
  it.each([
    ['no audience', { ...keys, JWT_AUDIENCE: '' }, 'JWT_AUDIENCE'],
    ['no issuer', { ...secret, JWT_ISSUER: '' }, 'JWT_ISSUER'],
    ['two kinds of keys', { ...keys, ...secret }, 'JWT_SECRET'],
    ['no key', known, 'JWT_ISSUER'],
    ['a short secret', { ...secret, JWT_SECRET: 'short' }, 'JWT_SECRET'],
    ['no signature', { ...keys, JWT_ALGORITHMS: 'RS256,none' }, 'JWT_ALGORITHMS'],
    ['a public key for a secret', { ...keys, JWT_ALGORITHMS: 'HS256' }, 'JWT_ALGORITHMS'],
    ['a secret for a public key', { ...secret, JWT_ALGORITHMS: 'RS256' }, 'JWT_ALGORITHMS'],
  ])('are refused with %s', (_, environment, key) => {
    expect(() => readConfig(gatewayConfigSchema, environment)).toThrow(`${key}: `);
  });

  it('accept the usual algorithms, and those that are named', () => {
    const algorithmsOf = (environment: object) =>
      readAlgorithms(readConfig(gatewayConfigSchema, { ...environment }));

    expect(algorithmsOf(keys)).toEqual(['RS256', 'ES256']);
    expect(algorithmsOf(secret)).toEqual(['HS256']);
    expect(algorithmsOf({ ...keys, JWT_ALGORITHMS: 'EdDSA, PS256' })).toEqual(['EdDSA', 'PS256']);
  });
});
