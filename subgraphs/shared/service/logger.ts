import { type Logger, pino } from 'pino';

/** JSON lines on standard output, one logger per process; requests get children with their `requestId`. */
export function createLogger(options: { service: string; level: string }): Logger {
  return pino({
    level: options.level,
    base: { service: options.service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['authorization', '*.authorization', 'password', '*.password', '*.url', '*.apiKey'],
      censor: '[redacted]',
    },
  });
}
