import { describe, expect, it } from '@jest/globals';

interface Setup {
  isNodeSupported(version: string): boolean;
  missingPackages(
    lock: object,
    installed: object | undefined,
    options: { withDevelopment: boolean },
  ): string[];
}

/** Plain JavaScript without types; loaded by address. */
const load = (name: string): Promise<Setup> => import(new URL(name, import.meta.url).href);

describe('the Node that is asked for', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['24.1.0', true],
    ['20.18.3', false],
    ['18.20.0', false],
  ])('%s: %s', async (version, expected) => {
    const { isNodeSupported } = await load('./node-version.mjs');

    expect(isNodeSupported(version)).toBe(expected);
  });
});

describe('the packages that are missing', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/fastify': { version: '5.0.0' },
      'node_modules/jest': { version: '30.0.0', dev: true },
      'node_modules/for-another-platform': { version: '1.0.0', optional: true },
    },
  };
  const whole = { withDevelopment: true };

  it('are all when nothing is installed', async () => {
    const { missingPackages } = await load('./missing-packages.mjs');

    expect(missingPackages(lock, undefined, whole)).toHaveLength(2);
  });

  it('are none when every version is the locked one, whatever the platform left out', async () => {
    const { missingPackages } = await load('./missing-packages.mjs');
    const { 'node_modules/for-another-platform': _, ...packages } = lock.packages;

    expect(missingPackages(lock, { packages }, whole)).toEqual([]);
  });

  it('are those whose version changed in the lockfile', async () => {
    const { missingPackages } = await load('./missing-packages.mjs');
    const packages = { ...lock.packages, 'node_modules/fastify': { version: '4.9.0' } };

    expect(missingPackages(lock, { packages }, whole)).toEqual(['node_modules/fastify']);
  });

  it('do not include those of the checks when only the stack is started', async () => {
    const { missingPackages } = await load('./missing-packages.mjs');
    const packages = { 'node_modules/fastify': { version: '5.0.0' } };

    expect(missingPackages(lock, { packages }, { withDevelopment: false })).toEqual([]);
  });
});
