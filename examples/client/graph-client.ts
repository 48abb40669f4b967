import type { TypedDocumentString } from './generated/operations.ts';

/** The graph answered with errors, or not at all; the message has all of them, each with its code. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
}

/** What came back, and how the gateway served it. */
export interface Served<R> {
  readonly data: R;
  /** The gateway's response cache: `HIT`, `MISS` or `BYPASS`, from the header `x-cache`. */
  readonly cacheStatus: string;
  /** How old a cached answer is, from the header `age`. */
  readonly ageSeconds: number | undefined;
  /** The whole round trip. */
  readonly tookMs: number;
}

/** Sends the operations of `schema/operations/` to one gateway; their types come with them. */
export class GraphClient {
  readonly #url: URL;
  readonly #headers: Readonly<Record<string, string>>;

  /** `token` is shown as a bearer token: a user's, or the operator's, who may clear caches. */
  constructor(gatewayUrl: string, token?: string) {
    this.#url = new URL('/graphql', gatewayUrl);
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  /** Rejects with a `GraphError` when there is any error: no part of an answer is taken for the whole. */
  async send<R, V>(operation: TypedDocumentString<R, V>, variables: V): Promise<Served<R>> {
    const began = performance.now();
    const response = await this.#post(JSON.stringify({ query: String(operation), variables }));
    const answer = await readAnswer<R>(response);
    const tookMs = performance.now() - began;
    if (answer.errors !== undefined || answer.data == null) {
      throw new GraphError(describeFaults(answer, response.status));
    }
    const age = response.headers.get('age');
    return {
      data: answer.data,
      cacheStatus: response.headers.get('x-cache') ?? 'unknown',
      ageSeconds: age === null ? undefined : Number(age),
      tookMs,
    };
  }

  async #post(body: string): Promise<Response> {
    try {
      return await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...this.#headers },
        body,
        signal: AbortSignal.timeout(60_000),
      });
    } catch (cause) {
      throw new GraphError(
        `Nothing answers at ${this.#url}. Start the stack with \`npm start\`, or name another gateway with --url.`,
        { cause },
      );
    }
  }
}

interface Answer<R> {
  readonly data?: R | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

/** The types are the schema's promise for the operation, which the gateway executes by the same schema. */
async function readAnswer<R>(response: Response): Promise<Answer<R>> {
  try {
    return (await response.json()) as Answer<R>;
  } catch (cause) {
    throw new GraphError(`${response.url} answered ${response.status}, and not in JSON`, { cause });
  }
}

function describeFaults<R>({ errors = [] }: Answer<R>, status: number): string {
  if (errors.length === 0) return `The gateway answered ${status} without data.`;
  return errors
    .map(({ message, extensions }) => `${extensions?.code ?? 'ERROR'}: ${message}`)
    .join('\n');
}
