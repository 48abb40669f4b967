import {
  type ASTNode,
  buildASTSchema,
  type DirectiveNode,
  type GraphQLSchema,
  parse,
  visit,
} from 'graphql';

/** What clients see of a supergraph: without the machinery of federation and without what is `@inaccessible`. */
export function readApiSchema(supergraphSdl: string): GraphQLSchema {
  const document = visit(parse(supergraphSdl), {
    enter: (node) => (isMachinery(node) || isInaccessible(node) ? null : undefined),
  });
  return buildASTSchema(document);
}

const clientDirectives: ReadonlySet<string> = new Set(['deprecated', 'specifiedBy', 'oneOf']);

function isMachinery(node: ASTNode): boolean {
  if (node.kind === 'Directive') return !clientDirectives.has(node.name.value);
  if (node.kind === 'DirectiveDefinition') return true;
  const isType = 'name' in node && node.kind.endsWith('TypeDefinition');
  return isType && /^(?:join|link)__/.test(node.name?.value ?? '');
}

function isInaccessible(node: ASTNode): boolean {
  const directives: readonly DirectiveNode[] = ('directives' in node && node.directives) || [];
  return directives.some(({ name }) => name.value === 'inaccessible');
}
