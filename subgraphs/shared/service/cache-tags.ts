/** On every cached answer that depends on which passages match a query: any change of content drops it. */
export const SEARCH_TAG = 'search';
/** On every cached context bundle, for the same reason. */
export const CONTEXT_TAG = 'context';

/** On everything built from the file with this SHA-256. The contract's `@cacheTag(format: "file-{$key.hash}")`. */
export const fileTag = (hash: string): string => `file-${hash}`;
/** On everything computed with this model. */
export const modelTag = (name: string): string => `model-${name}`;
/** On everything cached for this session. */
export const sessionTag = (id: string): string => `session-${id}`;
