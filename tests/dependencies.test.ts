import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const { dependencies, devDependencies } = JSON.parse(read('package.json'));
const explained = read('docs/decisions/dependencies.md');

describe('the dependencies', () => {
  it('have one exact version each', () => {
    for (const version of Object.values({ ...dependencies, ...devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  it.each(Object.entries({ ...dependencies, ...devDependencies }))(
    '%s %s has its reason',
    (name, version) => {
      const { license } = JSON.parse(read(`node_modules/${name}/package.json`));

      expect(explained).toContain(`| \`${name}\` | ${version} | ${license} | `);
    },
  );
});
