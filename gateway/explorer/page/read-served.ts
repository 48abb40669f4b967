import { z } from 'zod';

const fetched = z.object({
  subgraph: z.string(),
  kind: z.enum(['root', 'entity']),
  /** A field of the root, or a type of entities. */
  name: z.string(),
  status: z.string(),
  ageSeconds: z.number().nullish(),
  ttlSeconds: z.number().nullish(),
  tags: z.array(z.string()).default([]),
  ms: z.number(),
});

const cacheExtension = z.object({
  status: z.string(),
  ageSeconds: z.number().nullish(),
  ttlSeconds: z.number().nullish(),
  fetches: z.array(fetched).default([]),
});

/** One part of an answer, as a subgraph or a cache gave it. */
export type Fetched = z.infer<typeof fetched>;

/** How an answer was served. */
export interface Served {
  readonly operation: string;
  /** From sending to the last byte, seen by the browser. */
  readonly ms: number;
  /** Of the whole answer: HIT, MISS and so on; undefined when the gateway does not say. */
  readonly status: string | undefined;
  readonly ageSeconds: number | undefined;
  readonly ttlSeconds: number | undefined;
  /** Its parts; undefined when the answer does not tell of them. */
  readonly fetches: readonly Fetched[] | undefined;
}

/** Reads `extensions.cache` of an answer or, where it is absent or of another form, the headers `x-cache` and `age`. */
export function readServed(answer: {
  readonly operation: string;
  readonly ms: number;
  readonly body: unknown;
  readonly headers: Headers;
}): Served {
  const { operation, ms, headers } = answer;
  const { data: body } = z
    .object({ extensions: z.object({ cache: cacheExtension }) })
    .safeParse(answer.body);
  if (body === undefined) {
    const age = headers.get('age');
    return {
      operation,
      ms,
      status: headers.get('x-cache') ?? undefined,
      ageSeconds: age === null ? undefined : Number(age),
      ttlSeconds: undefined,
      fetches: undefined,
    };
  }
  const { status, ageSeconds, ttlSeconds, fetches } = body.extensions.cache;
  return {
    operation,
    ms,
    status,
    ageSeconds: ageSeconds ?? undefined,
    ttlSeconds: ttlSeconds ?? undefined,
    fetches,
  };
}
