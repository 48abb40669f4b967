import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { gatewayConfigSchema } from '../gateway/config.ts';
import { agentsConfigSchema } from '../subgraphs/agents/config.ts';
import { retrievalConfigSchema } from '../subgraphs/retrieval/config.ts';
import { workerConfigSchema } from '../subgraphs/worker/config.ts';

const schemas = [
  gatewayConfigSchema,
  workerConfigSchema,
  retrievalConfigSchema,
  agentsConfigSchema,
];

describe('.env.example', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const entries = [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, key = '', value = '']) => [
    key,
    value,
  ]);

  it('holds every key that a process reads, and no other', () => {
    const read = new Set(schemas.flatMap((schema) => Object.keys(schema.shape)));

    expect(entries.map(([key]) => key).sort()).toEqual([...read].sort());
  });

  it('is an environment that every process starts with, and changes none of its defaults', () => {
    const given = Object.fromEntries(entries.filter(([, value]) => value !== ''));

    for (const schema of schemas) expect(schema.parse(given)).toEqual(schema.parse({}));
  });
});
