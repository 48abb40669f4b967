/** The tag of everything that came from a subgraph. Apollo Router's word for it, also in its `Cache-Tag`. */
export const subgraphLabel = (subgraph: string): string => `subgraph-${subgraph}`;

/** The tag of everything of one type that came from a subgraph; `Query` for root fields. */
export const typeLabel = (subgraph: string, type: string): string => `type-${subgraph}-${type}`;
