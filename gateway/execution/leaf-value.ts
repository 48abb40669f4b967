import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

/** Whether a subgraph's value is one of the type. Custom scalars are the subgraph's business. */
export type AcceptsLeaf = (value: unknown) => boolean;

export function acceptsLeaf(type: GraphQLLeafType): AcceptsLeaf {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  return isSpecifiedScalarType(type) ? (builtIn[type.name] ?? isAnything) : isAnything;
}

const isString: AcceptsLeaf = (value) => typeof value === 'string';
/** As it is written in JSON: not with an exponent. */
const isInteger: AcceptsLeaf = (value) => Number.isInteger(value) && /^-?\d+$/.test(String(value));
const isAnything: AcceptsLeaf = () => true;

const builtIn: Readonly<Record<string, AcceptsLeaf>> = {
  Boolean: (value) => typeof value === 'boolean',
  Float: (value) => Number.isFinite(value),
  ID: (value) => isString(value) || isInteger(value),
  Int: isInteger,
  String: isString,
};
