import { type Logger, pino } from 'pino';
import { createRedaction } from './redaction.ts';

/**
 * JSON lines on standard output, one logger per process; requests get children with their `requestId`. `config` is the
 * process's own: none of its secrets is ever written, wherever in a line it stands.
 */
export function createLogger(options: {
  readonly service: string;
  readonly level: string;
  readonly config?: Readonly<Record<string, unknown>>;
}): Logger {
  return pino({
    level: options.level,
    base: { service: options.service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretFields, censor: '[redacted]' },
    hooks: { streamWrite: createRedaction(options.config ?? {}) },
  });
}

/** Fields that hold what a client or another service showed; of any object that is logged, and of its `headers`. */
const secretFields = ['authorization', 'cookie', 'password', 'token', 'apiKey', 'url'].flatMap(
  (name) => [name, `*.${name}`, `headers.${name}`, `*.headers.${name}`],
);
