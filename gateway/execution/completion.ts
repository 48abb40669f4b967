import { GraphQLError } from 'graphql';

/** Null, and the reason has been told: nobody above needs to tell it again. */
export const BROKEN = Symbol('broken');

/** The building of one answer: where it is, and what was wrong with what the subgraphs sent. */
export class Completion {
  readonly path: (string | number)[] = [];
  readonly errors: GraphQLError[] = [];

  report(message: string): typeof BROKEN {
    const options = { path: [...this.path], extensions: { code: 'INVALID_GRAPHQL' } };
    this.errors.push(new GraphQLError(message, options));
    return BROKEN;
  }

  /** The place, as the library describes it. */
  describe(typeName: string, parentName: string): string {
    const last = this.path.at(-1);
    return typeof last === 'string'
      ? `field ${parentName}.${last}`
      : `array element of type ${typeName} at index ${last}`;
  }
}

/** The client's value made of a subgraph's; null also where something was wrong, and `BROKEN` where null is not allowed. */
export type Complete = (value: unknown, completion: Completion) => unknown;
