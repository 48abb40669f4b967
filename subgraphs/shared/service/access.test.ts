import { describe, expect, it } from '@jest/globals';
import { readAccess } from './access.ts';

const accessOf = (environment: Readonly<Record<string, string>>) =>
  readAccess({ HOST: '127.0.0.1', TRUSTED_NETWORKS: '127.0.0.0/8', ...environment });

describe('the names by which a process may be called', () => {
  it.each([
    ['on loopback, none beside the local ones', {}, []],
    [
      'on loopback, those that are named',
      { ALLOWED_HOSTS: 'Graph.example, b,' },
      ['graph.example', 'b'],
    ],
    ['elsewhere, any', { HOST: '0.0.0.0' }, undefined],
    ['elsewhere, those that are named', { HOST: '0.0.0.0', ALLOWED_HOSTS: 'a' }, ['a']],
  ])('are %s', (_, environment, names) => {
    const { hosts } = accessOf(environment);

    expect(hosts && [...hosts]).toEqual(names);
  });

  it('never hold an empty one, nor do the pages', () => {
    expect(accessOf({ ALLOWED_HOSTS: ',', CORS_ORIGINS: ' ,' })).toMatchObject({
      hosts: new Set(),
      origins: new Set(),
    });
  });
});
