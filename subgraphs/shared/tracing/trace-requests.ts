import {
  type Context,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { onRequestEnd } from '../service/on-request-end.ts';
import { TRACER_NAME } from './with-span.ts';

/**
 * A span for every request, which goes on with the trace of whoever sent it, and the trace's id in every line of its log.
 * Without tracing, which begins before servers are built, requests are left alone.
 */
export function traceRequests(app: FastifyInstance, isProbe: (url: string) => boolean): void {
  const isTracing = propagation.fields().length > 0;
  if (!isTracing) return;
  const traced = new WeakMap<FastifyRequest, { readonly span: Span; readonly scope: Context }>();
  app.addHook('onRequest', (request, _, done) => {
    if (isProbe(request.url)) return done();
    const span = startSpan(request);
    const scope = trace.setSpan(context.active(), span);
    traced.set(request, { span, scope });
    request.log = request.log.child({ traceId: span.spanContext().traceId });
    context.with(scope, done);
  });
  // What reads the body hands on from an event of the socket, which belongs to no request.
  app.addHook('preValidation', (request, _, done) => {
    const scope = traced.get(request)?.scope;
    if (scope === undefined) done();
    else context.with(scope, done);
  });
  onRequestEnd(app, ({ request, status }) => {
    const span = traced.get(request)?.span;
    span?.setAttribute('http.response.status_code', status);
    if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  });
}

/** By the pattern of the route: a path may hold a hash or what somebody searched for. */
function startSpan({ method, protocol, headers, routeOptions }: FastifyRequest): Span {
  const route = routeOptions.url ?? 'unmatched';
  return trace.getTracer(TRACER_NAME).startSpan(
    `${method} ${route}`,
    {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': method, 'http.route': route, 'url.scheme': protocol },
    },
    propagation.extract(context.active(), headers),
  );
}
