import { context, propagation, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { Tracing } from './start-tracing.ts';
import { traceRedis } from './trace-redis.ts';
import { tracedCache } from './traced-cache.ts';

/** How long a span waits for others to be sent with. */
const SEND_MS = 1000;

export interface OtlpOptions {
  /** `service.name` of every span. */
  readonly service: string;
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
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `multimodal-${options.service}` }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.sampledShare) }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_MS })],
  });
  provider.register();
  const stopRedis = traceRedis();
  return {
    traced: tracedCache,
    close: async () => {
      stopRedis();
      // A collector that is away must not keep a process from ending.
      await provider.shutdown().catch(() => undefined);
      for (const api of [trace, context, propagation]) api.disable();
    },
  };
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
