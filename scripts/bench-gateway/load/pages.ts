import { bodyOfPage } from '../graph/operation.ts';

/** What is asked for, one request after the other. */
export interface Pages {
  next(): string;
}

/** Pages that `rotatingPages` goes round. */
export const KEPT_PAGES = 50;

const bodies = Array.from({ length: KEPT_PAGES }, (_, page) => bodyOfPage(page));

/** The same page again and again. */
export const fixedPage: Pages = { next: () => bodies[0] ?? '' };

/** A few pages in turn: two requests at the same time are never for the same one. */
export function rotatingPages(): Pages {
  let at = 0;
  return { next: () => bodies[at++ % KEPT_PAGES] ?? '' };
}

/** A page that nobody has asked for before: nothing can be joined, nothing is in a cache. */
export function freshPages(): Pages {
  return { next: () => bodyOfPage(nextFresh++) };
}

/** Of the whole run, so that a page stays fresh from round to round. */
let nextFresh = KEPT_PAGES;
