import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { gatewayConfigSchema } from '../gateway/config.ts';
import { readOperationLimits, requireWithinLimits } from '../gateway/limits/operation-limits.ts';
import { measureOperation } from '../gateway/limits/operation-size.ts';
import { readApiSchema } from '../scripts/schema/api-schema.ts';
import { readOperations } from '../scripts/schema/operations.ts';
import { readConfig } from '../subgraphs/shared/service/config.ts';

const schema = readApiSchema(
  readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8'),
);
const config = readConfig(gatewayConfigSchema, {});
/** With everything that tools ask for. */
const introspection = getIntrospectionQuery({
  descriptions: true,
  directiveIsRepeatable: true,
  inputValueDeprecation: true,
  oneOf: true,
  schemaDescription: true,
  specifiedByUrl: true,
});
const operations = [...readOperations(), { name: 'introspection', text: introspection }];

describe('the limits as they are set', () => {
  it.each(operations)('leave a lot of room for $name', ({ text }) => {
    const half = { maxTokens: config.OPERATION_MAX_TOKENS / 2 };
    const document = parse(text, half);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('a file holds one operation');

    const { cost, ...size } = measureOperation(schema, document, operation);

    const doubled = {
      depth: size.depth * 2,
      rootFields: size.rootFields * 2,
      fields: size.fields * 2,
      aliases: size.aliases * 2,
      directives: size.directives * 2,
      cost: () => cost({}) * 2,
    };
    expect(() => requireWithinLimits(doubled, {}, readOperationLimits(config))).not.toThrow();
  });

  it('do not let lists within lists through', () => {
    const document = parse(
      '{ search(query: "a", first: 100) { hits { file { similar(first: 100) { score } } } } }',
    );
    const operation = getOperationAST(document);
    if (!operation) throw new Error('unreachable');

    const size = measureOperation(schema, document, operation);

    expect(() => requireWithinLimits(size, {}, readOperationLimits(config))).toThrow(
      /10201 points of cost.*10000 are the most/,
    );
  });
});
