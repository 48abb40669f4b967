/** How a bundle's text is written; the graph's `ContextFormat`. */
export const contextFormats = ['MARKDOWN', 'PLAIN', 'JSON'] as const;
export type ContextFormat = (typeof contextFormats)[number];
