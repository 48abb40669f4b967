import { type ASTNode, parse, visit } from 'graphql';

const named: ReadonlySet<string> = new Set([
  'ScalarTypeDefinition',
  'ObjectTypeDefinition',
  'InterfaceTypeDefinition',
  'UnionTypeDefinition',
  'EnumTypeDefinition',
  'InputObjectTypeDefinition',
  'DirectiveDefinition',
  'FieldDefinition',
  'EnumValueDefinition',
  'InputValueDefinition',
]);

/** Coordinates of every type, field, argument, enum value and input field without a description: `File.chunks.first`. */
export function findUndescribed(sdl: string): string[] {
  const undescribed: string[] = [];
  const path: string[] = [];
  visit(parse(sdl), {
    enter: (node: ASTNode) => {
      if (!named.has(node.kind) || !('name' in node) || !node.name) return;
      path.push(node.name.value);
      const text = 'description' in node ? node.description?.value.trim() : undefined;
      if (!text) undescribed.push(path.join('.'));
    },
    leave: (node: ASTNode) => {
      if (named.has(node.kind)) path.pop();
    },
  });
  return undescribed;
}
