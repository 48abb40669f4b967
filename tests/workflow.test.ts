import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflow = z
  .object({
    on: z.record(z.string(), z.unknown()),
    permissions: z.record(z.string(), z.string()),
    jobs: z.record(z.string(), z.object({ 'runs-on': z.string(), steps: z.array(step).min(1) })),
  })
  .parse(parse(read('.github/workflows/ci.yml')));
const { scripts } = JSON.parse(read('package.json'));

const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const commands = steps.flatMap(({ run }) => run ?? []);

describe('the workflow of CI', () => {
  it('runs scripts that there are, the schema check and the tests among them', () => {
    const named = commands.flatMap((command) =>
      [...command.matchAll(/\bnpm (?:run )?(?!run\b|ci\b)([\w:]+)/g)].map(([, name = '']) => name),
    );

    expect(named).toEqual(['schema:check', 'test']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  it('puts nothing of the event into a command', () => {
    expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
  });

  it('may read the sources and do nothing else', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('uses actions of one major version each, and the whole history', () => {
    const uses = steps.flatMap((each) => each.uses ?? []);
    const [checkout] = steps.filter((each) => each.uses?.startsWith('actions/checkout@'));

    for (const action of uses) expect(action).toMatch(/^actions\/[\w-]+@v\d+$/);
    expect(checkout?.with).toMatchObject({ 'fetch-depth': 0 });
  });
});
