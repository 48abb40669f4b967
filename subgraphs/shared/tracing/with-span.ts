import {
  type Attributes,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { hasErrorCode } from '../service/domain-error.ts';

/** The name under which all our spans are recorded. */
export const TRACER_NAME = 'multimodal-graph';

const kinds = { internal: SpanKind.INTERNAL, client: SpanKind.CLIENT };

export interface SpanOptions {
  /** `client`: it calls another process. */
  readonly kind: 'internal' | 'client';
  /** Names and numbers only: nothing that a user wrote, and no secret. */
  readonly attributes: Attributes;
}

/** A span under way. */
export interface CurrentSpan {
  setAttribute(name: string, value: string | number): void;
  /** What it stands for did not succeed. */
  setFailed(): void;
}

const untraced: CurrentSpan = { setAttribute: () => undefined, setFailed: () => undefined };

/**
 * Runs `work` as a span, the parent of every span within it. A rejection marks it with the error's code or name; its
 * message stays out, because it may hold what a user sent. A trace begins with a request: outside of one, and without
 * tracing, this does nothing but call `work`.
 */
export function withSpan<T>(
  name: string,
  { kind, attributes }: SpanOptions,
  work: (span: CurrentSpan) => Promise<T>,
): Promise<T> {
  if (trace.getSpan(context.active()) === undefined) return work(untraced);
  const options = { kind: kinds[kind], attributes };
  return trace.getTracer(TRACER_NAME).startActiveSpan(name, options, async (span) => {
    try {
      return await work(currentOf(span));
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Marks a span as failed by `error`. */
export function fail(span: Span, error: unknown): void {
  const name = error instanceof Error ? error.name : 'unknown';
  span.setAttribute('error.type', hasErrorCode(error) ? error.code : name);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The headers by which another process goes on with this trace (W3C `traceparent`); none without tracing. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

function currentOf(span: Span): CurrentSpan {
  return {
    setAttribute: (name, value) => void span.setAttribute(name, value),
    setFailed: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
  };
}
