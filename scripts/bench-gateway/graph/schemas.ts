/** The subgraphs of the benchmark, in the order of their fetches. */
export const subgraphNames = ['products', 'reviews', 'users'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

/** In the syntax of Federation 1, which every contender reads; composition brings it up to date. */
export const schemas: Readonly<Record<SubgraphName, string>> = {
  products: `
    type Query {
      products(first: Int!, after: ID!): [Product!]!
    }
    type Product @key(fields: "id") {
      id: ID!
      name: String!
      price: Int!
    }`,
  reviews: `
    extend type Product @key(fields: "id") {
      id: ID! @external
      reviews: [Review!]!
    }
    type Review {
      id: ID!
      body: String!
      rating: Int!
      author: User!
    }
    extend type User @key(fields: "id") {
      id: ID! @external
    }`,
  users: `
    type User @key(fields: "id") {
      id: ID!
      name: String!
      email: String!
    }`,
};
