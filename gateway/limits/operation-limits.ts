import { GraphQLError } from 'graphql';
import type { GatewayConfig } from '../config.ts';
import type { Variables } from './list-size.ts';
import type { OperationSize } from './operation-size.ts';

/** The largest operation that is executed. */
export type OperationLimits = Readonly<Record<keyof OperationSize, number>>;

interface Rule {
  readonly name: keyof OperationSize;
  readonly setting: string;
  readonly unit: string;
  readonly advice: string;
}

/** In the order of checking. */
const rules: readonly Rule[] = [
  {
    name: 'fields',
    setting: 'OPERATION_MAX_FIELDS',
    unit: 'fields, its fragments written out',
    advice: 'Select less, or spread large fragments less often.',
  },
  {
    name: 'depth',
    setting: 'OPERATION_MAX_DEPTH',
    unit: 'levels of fields',
    advice: 'Ask for what is further down by its id, in an operation of its own.',
  },
  {
    name: 'rootFields',
    setting: 'OPERATION_MAX_ROOT_FIELDS',
    unit: 'root fields',
    advice: 'Send several operations.',
  },
  {
    name: 'aliases',
    setting: 'OPERATION_MAX_ALIASES',
    unit: 'aliases',
    advice: 'Send several operations.',
  },
  {
    name: 'directives',
    setting: 'OPERATION_MAX_DIRECTIVES',
    unit: 'directives',
    advice: 'Put one directive around many fields: ... @include(if: $more) { … }.',
  },
  {
    name: 'cost',
    setting: 'OPERATION_MAX_COST',
    unit: 'points of cost, one for each object that may be in the answer and ten for each field of a mutation',
    advice: 'Ask for fewer with `first` or `last`, or for fewer lists within lists.',
  },
];

export function readOperationLimits(config: GatewayConfig): OperationLimits {
  return {
    fields: config.OPERATION_MAX_FIELDS,
    depth: config.OPERATION_MAX_DEPTH,
    rootFields: config.OPERATION_MAX_ROOT_FIELDS,
    aliases: config.OPERATION_MAX_ALIASES,
    directives: config.OPERATION_MAX_DIRECTIVES,
    cost: config.OPERATION_MAX_COST,
  };
}

/** Throws BAD_USER_INPUT, with the figures, for the first limit that an operation is over. */
export function requireWithinLimits(
  size: OperationSize,
  variables: Variables,
  limits: OperationLimits,
): void {
  for (const rule of rules) {
    const actual = rule.name === 'cost' ? size.cost(variables) : size[rule.name];
    if (actual > limits[rule.name]) throw tooLarge(rule, actual, limits[rule.name]);
  }
}

function tooLarge({ name, setting, unit, advice }: Rule, actual: number, maximum: number) {
  return new GraphQLError(
    `The operation has ${actual} ${unit}; ${maximum} are the most (${setting}). ${advice}`,
    {
      extensions: {
        code: 'BAD_USER_INPUT',
        limit: { name, actual, maximum },
        http: { status: 400 },
      },
    },
  );
}
