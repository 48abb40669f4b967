import { productOf, productsAfter, reviewsOf, userOf } from '../graph/content.ts';
import { type SubgraphName, schemas } from '../graph/schemas.ts';
import type { Resolvers } from './select-fields.ts';

interface Reference {
  readonly __typename: string;
  readonly id: string;
}

/** What each subgraph knows. Every object says its type, for `__typename` and for fragments. */
export function resolversOf(subgraph: SubgraphName): Resolvers {
  const entities = (resolve: (reference: Reference) => object) => ({
    _service: () => ({ __typename: '_Service', sdl: schemas[subgraph] }),
    _entities: (_: never, { representations }: Readonly<Record<string, unknown>>) =>
      (representations as Reference[]).map(resolve),
  });
  const product = (id: string) => ({ __typename: 'Product', ...productOf(id) });
  return {
    products: {
      Query: {
        ...entities(({ id }) => product(id)),
        products: (_: never, { first, after }: Readonly<Record<string, unknown>>) =>
          productsAfter(Number(first), String(after)).map(({ id }) => product(id)),
      },
    },
    reviews: {
      Query: entities((reference) => reference),
      Product: {
        reviews: ({ id }: Reference) =>
          reviewsOf(id).map((review) => ({
            ...review,
            __typename: 'Review',
            author: { __typename: 'User', ...review.author },
          })),
      },
    },
    users: { Query: entities(({ id }) => ({ __typename: 'User', ...userOf(id) })) },
  }[subgraph];
}
