/** Products are numbered; everything about one follows from its number, so no server needs to keep any. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly price: number;
}

export interface Review {
  readonly id: string;
  readonly body: string;
  readonly rating: number;
  readonly author: { readonly id: string };
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const REVIEWS_PER_PRODUCT = 2;
const ID_DIGITS = 9;

/** Every id has the same length, and so has every answer: a wrong one is seen by its length. */
export function idOf(number: number): string {
  return String(number).padStart(ID_DIGITS, '0');
}

/** The `first` products after the one with the id `after`. */
export function productsAfter(first: number, after: string): Product[] {
  return Array.from({ length: first }, (_, at) => productOf(idOf(Number(after) + 1 + at)));
}

export function productOf(id: string): Product {
  return { id, name: `Product ${id}`, price: 100 + (Number(id) % 900) };
}

/** Every review has an author of its own. */
export function reviewsOf(productId: string): Review[] {
  return Array.from({ length: REVIEWS_PER_PRODUCT }, (_, at) => {
    const id = idOf(Number(productId) * REVIEWS_PER_PRODUCT + at);
    const body = `What I think of ${productId}, at some length, so that it fills a line or two.`;
    return { id, body, rating: 1 + (Number(id) % 5), author: { id } };
  });
}

export function userOf(id: string): User {
  return { id, name: `Reviewer ${id}`, email: `${id}@example.org` };
}
