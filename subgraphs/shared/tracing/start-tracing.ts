import type { Logger } from 'pino';
import type { Cache } from '../cache/types.ts';

/** Where traces go, and how many of them. */
export interface TracingConfig {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly OTEL_EXPORTER_OTLP_HEADERS?: string | undefined;
  readonly OTEL_TRACES_SAMPLER_ARG: number;
}

/** What a process does about traces. */
export interface Tracing {
  /** The cache as traces see it. */
  readonly traced: (cache: Cache) => Cache;
  /** Sends what is still here. */
  readonly close: () => Promise<void>;
}

const off: Tracing = { traced: (cache) => cache, close: async () => {} };

/**
 * Sends traces to the collector that is configured. Without one nothing is done, and nothing is loaded: the library is
 * 9 MB of memory that most do not need.
 */
export async function startTracing(
  config: TracingConfig,
  service: string,
  logger: Logger,
): Promise<Tracing> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return off;
  const { openTracing } = await import('./otlp-tracing.ts');
  return openTracing({
    service,
    logger,
    endpoint,
    headers: config.OTEL_EXPORTER_OTLP_HEADERS,
    sampledShare: config.OTEL_TRACES_SAMPLER_ARG,
  });
}
