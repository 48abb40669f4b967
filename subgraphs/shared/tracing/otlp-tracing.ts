import { setTimeout as wait } from 'node:timers/promises';
import { context, diag, propagation, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { Logger } from 'pino';
import type { Tracing } from './start-tracing.ts';
import { traceRedis } from './trace-redis.ts';
import { tracedCache } from './traced-cache.ts';

/** How long a span waits for others to be sent with. */
const SEND_MS = 1000;
/** How long one try to send may take, and the last one while a process ends. */
const TIMEOUT_MS = 2000;
/** How often it is said that spans cannot be sent. */
const QUIET_MS = 60_000;

export interface OtlpOptions {
  /** `service.name` of every span. */
  readonly service: string;
  readonly logger: Logger;
  /** Base address of the collector; spans go to `/v1/traces` below it, as JSON. */
  readonly endpoint: string;
  /** `name=value,name=value`, values percent-encoded; as OpenTelemetry's own variable. */
  readonly headers: string | undefined;
  /** Of the traces that begin here, 0 to 1; one that began elsewhere is kept when it was kept there. */
  readonly sampledShare: number;
}

/** Opens the OpenTelemetry SDK for this process: W3C trace context, spans in batches over OTLP. */
export function openTracing(options: OtlpOptions): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${options.endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: readHeaders(options.headers),
    timeoutMillis: TIMEOUT_MS,
  });
  const provider = new NodeTracerProvider({
    // With what the SDK says of itself, which collectors go by.
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': `multimodal-${options.service}` }),
    ),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.sampledShare) }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_MS })],
  });
  provider.register();
  const tell = tellOfFaults(options.logger);
  const stopRedis = traceRedis();
  return {
    traced: tracedCache,
    close: async () => {
      stopRedis();
      // A collector that is away or hangs must not keep a process from ending.
      const shutdown = provider.shutdown().catch((error) => tell(String(error)));
      await Promise.race([shutdown, wait(TIMEOUT_MS, undefined, { ref: false })]);
      for (const api of [trace, context, propagation, diag]) api.disable();
    },
  };
}

/** The SDK drops what it cannot send and says so to nobody, unless somebody listens. */
function tellOfFaults(logger: Logger): (detail: string) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  const error = (detail: string) => {
    if (performance.now() - saidAt < QUIET_MS) return;
    saidAt = performance.now();
    logger.warn({ detail }, 'traces cannot be sent');
  };
  const silent = () => undefined;
  diag.setLogger({ error, warn: silent, info: silent, debug: silent, verbose: silent });
  return error;
}

function readHeaders(list: string | undefined): Record<string, string> {
  const pairs = (list ?? '').split(',').filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim(), decodeURIComponent(value.join('=').trim())];
    }),
  );
}
