import { idOf, productsAfter, reviewsOf, userOf } from './content.ts';

const FIRST = 20;

/** Three fetches, each of which needs the one before: 20 products, their 40 reviews, the 40 authors of these. */
const QUERY = `query Products($first: Int!, $after: ID!) {
  products(first: $first, after: $after) {
    id name price
    reviews { id body rating author { id name email } }
  }
}`;

/** The body of a request for the page with a number. No two pages have a product or an author in common. */
export function bodyOfPage(page: number): string {
  return JSON.stringify({ query: QUERY, variables: { first: FIRST, after: afterOf(page) } });
}

/** What a right answer to `bodyOfPage` says. */
export function answerOfPage(page: number): { readonly data: unknown } {
  const products = productsAfter(FIRST, afterOf(page)).map((product) => ({
    ...product,
    reviews: reviewsOf(product.id).map((review) => ({
      ...review,
      author: userOf(review.author.id),
    })),
  }));
  return { data: { products } };
}

function afterOf(page: number): string {
  return idOf(page * FIRST);
}
