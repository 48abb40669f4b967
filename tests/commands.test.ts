import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

describe('the commands that start processes', () => {
  it.each([
    'start',
    'dev',
    'test',
    'check',
    'mcp',
    'bench:agents',
    'bench:cache',
    'bench:embedding-cache',
    'bench:gateway',
    'example:client',
    'stress:agents',
  ])(
    'npm run %s takes the place of the shell, so that a signal to npm reaches it and not the shell alone',
    (name) => {
      expect(scripts[name]).toMatch(/^exec node /);
    },
  );
});
