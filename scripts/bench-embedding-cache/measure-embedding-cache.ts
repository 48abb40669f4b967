import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrivateRedis } from '../../subgraphs/shared/testing/private-redis.ts';
import { ContentStack } from './content-stack.ts';

/** How the vectors of one ingestion were had. A text that occurs twice counts twice. */
export interface IngestFigures {
  readonly seconds: number;
  readonly hits: number;
  readonly loads: number;
  readonly hitRate: number;
}

export interface EmbeddingCacheFigures {
  readonly files: number;
  /** With nothing cached. */
  readonly first: IngestFigures;
  /** After the store, the files and the index were deleted, and Redis was not. */
  readonly second: IngestFigures;
  /** First time by second time. */
  readonly ratio: number;
  /** Of what is known of models, over the session of a client between the two. */
  readonly model: Omit<IngestFigures, 'seconds'>;
}

/** Views of a page that lists the models and embeds one new question. */
const VIEWS = 25;

export async function measureEmbeddingCache(
  say: (line: string) => void,
): Promise<EmbeddingCacheFigures> {
  const redis = await startPrivateRedis();
  try {
    say('ingesting with nothing cached');
    const cold = await ingestOnce(redis.port, askAsClient);
    say('store, files and index are deleted; ingesting again');
    const warm = await ingestOnce(redis.port);
    const { files, figures: first, model } = cold;
    return {
      files,
      first,
      second: warm.figures,
      ratio: first.seconds / warm.figures.seconds,
      model,
    };
  } finally {
    await redis.stop();
  }
}

/** A stack with a new folder, which goes with it. */
async function ingestOnce(
  redisPort: number,
  afterwards: (stack: ContentStack) => Promise<void> = async () => undefined,
) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-embedding-'));
  const stack = await ContentStack.start(folder, redisPort);
  try {
    const began = performance.now();
    const files = await stack.ingestCorpus();
    const seconds = (performance.now() - began) / 1000;
    const figures = { seconds, ...(await stack.countsOf('embedding')) };
    await afterwards(stack);
    return { files, figures, model: await stack.countsOf('model') };
  } finally {
    await stack.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function askAsClient(stack: ContentStack): Promise<void> {
  for (let view = 1; view <= VIEWS; view += 1) {
    await stack.ask('{ models { name kind available unavailableReason cache { status } } }');
    await stack.ask('query($texts: [String!]!) { embed(texts: $texts) { model { name } } }', {
      texts: [`What does the runbook say in case number ${view}?`],
    });
  }
}
