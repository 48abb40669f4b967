import { composeServices } from '@apollo/composition';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { readRequirements } from './read-requirements.ts';

/** What is read from the supergraph of one subgraph, which imports these directives. */
function requirementsOf(imports: string, sdl: string) {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ${imports})`;
  const typeDefs = parse(`${link}\n${sdl}`);
  const { supergraphSdl = '' } = composeServices([{ name: 'a', url: 'http://a', typeDefs }]);
  return Object.fromEntries(readRequirements(supergraphSdl));
}

const named = { isAuthenticated: true, scopes: undefined };

describe('what a supergraph demands', () => {
  it('is read from fields, types, scalars and enums', () => {
    const requirements = requirementsOf(
      '["@authenticated", "@requiresScopes"]',
      `type Query { a: A @authenticated @requiresScopes(scopes: [["x", "y"], ["z"]]) s: S e: E }
       type A @authenticated { v: Int }
       scalar S @authenticated
       enum E @requiresScopes(scopes: [["e"]]) { ONE }`,
    );

    expect(requirements).toEqual({
      'Query.a': { isAuthenticated: true, scopes: [['x', 'y'], ['z']] },
      A: named,
      S: named,
      E: { isAuthenticated: false, scopes: [['e']] },
    });
  });

  it.each([
    ['given another', '[{ name: "@authenticated", as: "@signedIn" }]', 'signedIn'],
    ['not imported', '[]', 'federation__authenticated'],
  ])('is found where the directive is %s name', (_, imports, name) => {
    const requirements = requirementsOf(imports, `type Query { a: Int @${name} b: Int }`);

    expect(requirements).toEqual({ 'Query.a': named });
  });

  it('is not what another directive of that name says', () => {
    const sdl = 'directive @authenticated on FIELD_DEFINITION type Query { a: Int @authenticated }';

    expect(requirementsOf('[]', sdl)).toEqual({});
  });
});
