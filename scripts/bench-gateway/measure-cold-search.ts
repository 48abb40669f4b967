import { createTinyContent, tinyResolvers } from '../../gateway/testing/tiny-content.ts';
import { startTinySubgraph, type TinySubgraph } from '../../gateway/testing/tiny-subgraph.ts';
import { builtProgram, NODE_FLAGS } from '../../subgraphs/shared/service/built-program.ts';
import { type Latencies, summariseLatencies, timed } from '../measuring/measure.ts';
import type { BenchStack } from './bench-stack.ts';
import type { BenchSize } from './command-line.ts';
import type { Contender } from './contenders/contender.ts';
import { Connection } from './load/connection.ts';
import type { MeasuredProcess } from './processes/measured-process.ts';

const MAIN = builtProgram('gateway/main.ts');
const STARTS_PER_ROUND = 3;
const HITS = 10;
const REDIS_DATABASE = 6;
/** Hits by retrieval, their files and texts by the worker. */
const SEARCH = JSON.stringify({
  query: `query($query: String!) { search(query: $query, first: ${HITS}) {
    query totalHits hits { rank score text chunk { id text } file { hash name } } } }`,
  variables: { query: 'why did the cache evict conversations' },
});

/** The first search that a process just started answers, from connecting to the last byte, in milliseconds. */
export interface ColdSearchFigures extends Latencies {
  readonly starts: number;
}

/**
 * A search of the real graph with ten hits, asked of gateways that were just started and know nothing, while Redis has the answer from
 * an earlier one. No subgraph is asked then, which is checked; so they may be small ones, with the real contract.
 */
export async function measureColdSearch(
  stack: BenchStack,
  { rounds, say }: BenchSize,
): Promise<ColdSearchFigures> {
  const content = createTinyContent();
  for (let at = content.files.size; at < HITS; at += 1)
    content.files.set(`f${at}`, `file ${at}.txt`);
  const resolvers = tinyResolvers(content);
  const subgraphs = await Promise.all(
    (['worker', 'retrieval', 'agents'] as const).map((name) =>
      startTinySubgraph({ name, kinds: [], resolvers: resolvers[name] }),
    ),
  );
  try {
    const program = gatewayBefore(subgraphs, stack.redis.url(REDIS_DATABASE));
    const warm = await firstSearch(stack, program);
    const calls = callsOf(subgraphs);
    const took: number[] = [];
    for (let start = 0; start < rounds * STARTS_PER_ROUND; start += 1) {
      say(`cold-search, start ${start + 1} of ${rounds * STARTS_PER_ROUND} …`);
      const { milliseconds, answer } = await firstSearch(stack, program);
      if (answer !== warm.answer) throw new Error(`another answer: ${answer}`);
      if (callsOf(subgraphs) !== calls) throw new Error('The answer did not come from Redis.');
      took.push(milliseconds);
    }
    return { ...summariseLatencies(took), starts: took.length };
  } finally {
    await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
  }
}

function gatewayBefore(subgraphs: readonly TinySubgraph[], redisUrl: string): Contender {
  const [worker = '', retrieval = '', agents = ''] = subgraphs.map(({ url }) => url);
  return {
    name: 'cold gateway',
    role: 'ours',
    program: async (port) => ({
      command: [process.execPath, ...NODE_FLAGS, MAIN],
      environment: {
        GATEWAY_PORT: String(port),
        REDIS_URL: redisUrl,
        WORKER_URL: worker,
        RETRIEVAL_URL: retrieval,
        AGENTS_URL: agents,
        LOG_LEVEL: 'warn',
      },
    }),
  };
}

/** Starts a gateway, asks it once, and ends it. */
async function firstSearch(
  stack: BenchStack,
  gateway: Contender,
): Promise<{ milliseconds: number; answer: string }> {
  const process = await stack.start(gateway, async (started) => started.untilAnswers('/ready'));
  try {
    let answer = '';
    const milliseconds = await timed(async () => {
      answer = await ask(process);
    });
    return { milliseconds, answer };
  } finally {
    await stack.stop(process);
  }
}

async function ask({ port }: MeasuredProcess): Promise<string> {
  const connection = await Connection.open(port);
  const { body } = await connection.ask(SEARCH);
  connection.close();
  return body.toString();
}

function callsOf(subgraphs: readonly TinySubgraph[]): number {
  return subgraphs.reduce((sum, { calls }) => sum + calls.length, 0);
}
