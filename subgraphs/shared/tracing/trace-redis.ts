import { tracingChannel } from 'node:diagnostics_channel';
import { context, type Span, SpanKind, trace } from '@opentelemetry/api';
import { fail, TRACER_NAME } from './with-span.ts';

/** What `ioredis` publishes of a command. Its arguments are there too and stay out: they hold keys and values. */
interface Command {
  readonly command: string;
  readonly database: number;
  readonly serverAddress: string;
  /** Undefined for a socket of the file system. */
  readonly serverPort: number | undefined;
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
    if (span === undefined) return;
    // The first call of a script after a start of Redis, which is answered by sending it the script.
    const isScriptUnknown = statusOf(command.error) === 'NOSCRIPT';
    if (isScriptUnknown) span.setAttribute('db.response.status_code', 'NOSCRIPT');
    else if (command.error !== undefined) fail(span, command.error);
    span.end();
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

/** Redis begins the message of an error with its kind. */
function statusOf(error: unknown): string | undefined {
  return error instanceof Error ? error.message.split(' ')[0] : undefined;
}

function startSpan({ command, database, serverAddress, serverPort }: Command): Span {
  const name = command.toUpperCase();
  return trace.getTracer(TRACER_NAME).startSpan(`redis ${name}`, {
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'redis',
      'db.operation.name': name,
      'db.namespace': String(database),
      'server.address': serverAddress,
      ...(serverPort !== undefined && { 'server.port': serverPort }),
    },
  });
}
