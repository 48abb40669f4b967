const link = (...names: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ${JSON.stringify(names)})`;

/** A shop in four subgraphs that uses what federation has: entities, interfaces of entities, required and provided fields. */
export const shopSchemas: Readonly<Record<string, string>> = {
  catalog: `${link('@key', '@shareable', '@provides', '@external')}
    type Query {
      products(first: Int = 3): [Product!]!
      product(id: ID!): Product
      book(id: ID!): Book!
      find(text: String = "x", kinds: [Kind!]): [Found]
      node(id: ID!): Node
      shelf: [[Product]!]
    }
    type Mutation { restock(id: ID!): Product rename(id: ID!, name: String!): Book! }
    enum Kind { PAPER PLASTIC }
    scalar Anything
    interface Node { id: ID! }
    interface Product implements Node @key(fields: "id") { id: ID! name: String price: Float! kind: Kind! }
    type Book implements Product & Node @key(fields: "id") {
      id: ID! name: String price: Float! kind: Kind! pages: Int! author: Person @provides(fields: "email")
      chapters: [String!] inStock: Boolean! sizes: Size!
    }
    type Toy implements Product & Node @key(fields: "id") {
      id: ID! name: String price: Float! kind: Kind! ages: [[Int]] maker: Maker! sizes: Size extra: Anything
    }
    type Size @shareable { width: Int height: Int! unit: String }
    type Maker @key(fields: "id") @key(fields: "code country { iso }") { id: ID! code: String! country: Country! }
    type Country @shareable { iso: String! name: String }
    type Person @key(fields: "id") { id: ID! email: String @external }
    union Found = Book | Toy | Maker`,
  reviews: `${link('@key', '@interfaceObject', '@external')}
    type Query { latestReviews(first: Int = 2): [Review!] review(id: ID!): Review }
    type Mutation { addReview(product: ID!, stars: Int = 5): Review! }
    type Product @key(fields: "id") @interfaceObject { id: ID! reviews(first: Int = 2): [Review!]! stars: Float best: Review }
    type Review @key(fields: "id") { id: ID! body: String! stars: Int! by: Person! on: Product subject: Subject }
    type Person @key(fields: "id") { id: ID! reviews: [Review] }
    type Shop @key(fields: "id") { id: ID! }
    union Subject = Person | Shop`,
  people: `${link('@key', '@shareable')}
    type Query { me: Person person(id: ID!): Person! actors: [Actor!] }
    interface Actor { name: String! contact: Contact }
    interface Contact { value: String }
    type Person implements Actor @key(fields: "id") {
      id: ID! name: String! email: String @shareable contact: Contact friends(first: Int = 1): [Person!]! boss: Person
    }
    type Robot implements Actor { name: String! contact: Mail model: String! }
    type Mail implements Contact { value: String domain: String! }
    type Phone implements Contact { value: String digits: [Int!]! }
    type Shop @key(fields: "id") { id: ID! owner: Person! title: String }`,
  delivery: `${link('@key', '@requires', '@external', '@shareable')}
    type Query { depots: [Maker!]! }
    type Book @key(fields: "id") {
      id: ID! price: Float! @external sizes: Size! @external
      cost: Float @requires(fields: "price sizes { width height }") days: Int!
    }
    type Toy @key(fields: "id") { id: ID! price: Float! @external cost: Float @requires(fields: "price") days: Int }
    type Size @shareable { width: Int height: Int! }
    type Maker @key(fields: "code country { iso }") { code: String! country: Country! depots: [String] }
    type Country @shareable { iso: String! }`,
};
