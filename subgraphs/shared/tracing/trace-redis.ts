import { tracingChannel } from 'node:diagnostics_channel';
import { context, type Span, SpanKind, trace } from '@opentelemetry/api';
import { fail, TRACER_NAME } from './with-span.ts';

/** What `ioredis` publishes of a command. Its arguments are there too and stay out: they hold keys and values. */
interface Command {
  readonly command: string;
  readonly database: number;
  readonly error?: unknown;
}

/**
 * A span for each Redis command that is sent on behalf of a traced request; what a process asks by itself (its heartbeat)
 * is no part of a trace. Reads of several requests that went as one MGET show in the trace of the first. Ends with the
 * function that is given back.
 */
export function traceRedis(): () => void {
  const spans = new WeakMap<object, Span>();
  const channel = tracingChannel<unknown, Command>('ioredis:command');
  const end = (command: Command) => {
    const span = spans.get(command);
    if (command.error !== undefined && span !== undefined) fail(span, command.error);
    span?.end();
  };
  const subscribers = {
    start: (command: Command) => {
      if (trace.getSpan(context.active()) === undefined) return;
      spans.set(command, startSpan(command));
    },
    end: () => undefined,
    asyncStart: () => undefined,
    asyncEnd: end,
    error: () => undefined,
  };
  channel.subscribe(subscribers);
  return () => channel.unsubscribe(subscribers);
}

function startSpan({ command, database }: Command): Span {
  const name = command.toUpperCase();
  return trace.getTracer(TRACER_NAME).startSpan(`redis ${name}`, {
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'redis',
      'db.operation.name': name,
      'db.namespace': String(database),
    },
  });
}
