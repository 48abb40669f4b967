import type { GraphQLDataSource } from '@apollo/gateway';
import { type SpanOptions, withSpan } from '../../subgraphs/shared/tracing/with-span.ts';
import { contextOf, type SubgraphCall } from '../gateway-types.ts';
import type { GatewayMetrics, SubgraphOutcome } from './gateway-metrics.ts';

type SubgraphResult = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** A subgraph whose every call is a span, is counted, and is added to its request's time per subgraph. */
export class ObservedDataSource implements GraphQLDataSource {
  readonly #source: GraphQLDataSource;
  readonly #name: string;
  readonly #metrics: GatewayMetrics;
  readonly #span: SpanOptions;

  constructor(
    source: GraphQLDataSource,
    { name, url }: { readonly name: string; readonly url: string },
    metrics: GatewayMetrics,
  ) {
    this.#source = source;
    this.#name = name;
    this.#metrics = metrics;
    this.#span = { kind: 'client', attributes: attributesOf(name, url) };
  }

  async process(call: SubgraphCall): Promise<SubgraphResult> {
    const began = performance.now();
    const name = this.#name;
    return withSpan(`subgraph ${name}`, this.#span, async (current) => {
      const result = await this.#source.process(call);
      const milliseconds = performance.now() - began;
      const outcome = outcomeOf(result);
      this.#metrics.subgraphAnswered(name, outcome, milliseconds / 1000);
      contextOf(call)?.subgraphTimes.add(name, milliseconds);
      current.setAttribute('graphql.subgraph.outcome', outcome);
      if (outcome !== 'ok') current.setFailed();
      return result;
    });
  }
}

/** Where it is, without the path, which may hold a secret of a proxy. */
function attributesOf(name: string, url: string): SpanOptions['attributes'] {
  if (!URL.canParse(url)) return { 'graphql.subgraph.name': name };
  const { hostname, port, protocol } = new URL(url);
  return {
    'graphql.subgraph.name': name,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
  };
}

function outcomeOf({ errors }: SubgraphResult): SubgraphOutcome {
  if (errors === undefined || errors.length === 0) return 'ok';
  const codes = errors.map(({ extensions }) => extensions?.['code']);
  if (codes.includes('TIMEOUT')) return 'timeout';
  return codes.includes('SUBGRAPH_UNAVAILABLE') ? 'unavailable' : 'errors';
}
