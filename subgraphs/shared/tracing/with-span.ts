import {
  type Attributes,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  type SpanOptions as SpanStart,
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

const untracedSpan: CurrentSpan = { setAttribute: () => undefined, setFailed: () => undefined };

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
  if (trace.getSpan(context.active()) === undefined) return work(untracedSpan);
  return runSpan(name, { kind: kinds[kind], attributes }, work);
}

/**
 * Runs `work` as a trace of its own. What a process works off by itself, such as a job, would else go on with the trace of the
 * request that happened to wake it.
 */
export function withTrace<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  return runSpan(name, { attributes, root: true }, work);
}

/** Runs `work` in no trace, whatever request it was that came upon it. */
export function outsideTraces<T>(work: () => T): T {
  return context.with(ROOT_CONTEXT, work);
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

function runSpan<T>(
  name: string,
  options: SpanStart,
  work: (span: CurrentSpan) => Promise<T>,
): Promise<T> {
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

function currentOf(span: Span): CurrentSpan {
  return {
    setAttribute: (name, value) => void span.setAttribute(name, value),
    setFailed: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
  };
}
