import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { embedMany } from 'ai';
import { z } from 'zod';
import { type CallLimits, ModelCalls } from './model-calls.ts';
import { ServerFault } from './server-fault.ts';
import { toTextBatches } from './text-batches.ts';
import { toVectors } from './to-vectors.ts';

export interface EmbeddingClientOptions extends CallLimits {
  /** Up to `/v1`, without a slash at its end. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** Texts in one call. */
  readonly batchSize: number;
}

/** Some 16,000 tokens: what servers take in one call, and seconds rather than minutes of their work. */
const CHARACTERS_PER_CALL = 64_000;

/** `/v1/embeddings` of a server that speaks OpenAI's protocol. */
export class EmbeddingClient {
  readonly #options: EmbeddingClientOptions;
  readonly #model: ReturnType<typeof openModel>;
  readonly #calls: ModelCalls;

  constructor(options: EmbeddingClientOptions) {
    this.#options = options;
    this.#model = openModel(options);
    this.#calls = new ModelCalls(options);
  }

  /** Unit-length vectors in the order of `texts`, all of one size. Rejects with a `ServerFault`. */
  async embed(texts: readonly string[], dimensions?: number): Promise<Float32Array[]> {
    const limits = { count: this.#options.batchSize, characters: CHARACTERS_PER_CALL };
    const batches = toTextBatches(texts, limits);
    const answers = await Promise.all(
      batches.map((batch) => this.#calls.run((signal) => this.#ask(batch, dimensions, signal))),
    );
    return answers.flat();
  }

  close(): void {
    this.#calls.close();
  }

  async #ask(
    values: string[],
    dimensions: number | undefined,
    abortSignal: AbortSignal,
  ): Promise<Float32Array[]> {
    const { embeddings, responses } = await embedMany({
      model: this.#model,
      values,
      // Tried again by our own calls, which also know when to leave the server alone.
      maxRetries: 0,
      abortSignal,
    });
    const inOrder = sorted(embeddings, responses?.[0]?.body);
    return toVectors(inOrder, { count: values.length, dimensions });
  }
}

function openModel({ baseUrl, model, apiKey, timeoutMs }: EmbeddingClientOptions) {
  return createOpenAICompatible({
    name: 'embedding',
    baseURL: baseUrl,
    ...(apiKey !== undefined && { apiKey }),
    fetch: async (input, init) => {
      try {
        return await fetch(input, init);
      } catch {
        if (init?.signal?.aborted)
          throw new ServerFault('away', `did not answer within ${timeoutMs} ms`);
        throw new ServerFault('away', 'cannot be reached; check EMBEDDING_BASE_URL');
      }
    },
  }).embeddingModel(model);
}

const places = z.object({ data: z.array(z.object({ index: z.number().int().min(0) })) });

/** The protocol numbers its answers; where a server does, their order is what the numbers say. */
function sorted(embeddings: readonly number[][], body: unknown): readonly number[][] {
  const numbered = places.safeParse(body);
  if (!numbered.success) return embeddings;
  const at = new Map(numbered.data.data.map(({ index }, place) => [index, embeddings[place]]));
  if (at.size !== embeddings.length) throw new ServerFault('refused', 'numbered its vectors twice');
  return embeddings.map((embedding, index) => at.get(index) ?? embedding);
}
