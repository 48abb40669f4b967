import type { Logger } from 'pino';

/** Something that runs until it is told to stop. */
export interface Running {
  readonly url: string;
  /** Stops accepting, drains, releases everything. Called once. */
  readonly close: () => Promise<void>;
}

/** How long a drain may take before the process ends anyway. */
const DRAIN_LIMIT_MS = 10_000;

/**
 * Starts one service and ties its life to the process: SIGTERM, SIGINT, or the supervisor's IPC channel closing
 * drains and exits 0; a failed start or an error that nobody caught is logged and exits 1.
 */
export async function runService(logger: Logger, start: () => Promise<Running>): Promise<void> {
  let running: Running;
  try {
    running = await start();
  } catch (error) {
    logger.fatal({ err: error }, 'could not start');
    process.exitCode = 1;
    process.exit();
  }
  let isStopping = false;
  const stop = async (reason: string, exitCode: number) => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ reason }, 'stopping');
    setTimeout(() => process.exit(1), DRAIN_LIMIT_MS).unref();
    try {
      await running.close();
    } catch (error) {
      logger.error({ err: error }, 'could not stop cleanly');
    }
    process.exit(exitCode);
  };
  process.once('SIGTERM', () => void stop('SIGTERM', 0));
  process.once('SIGINT', () => void stop('SIGINT', 0));
  process.once('disconnect', () => void stop('supervisor gone', 0));
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'uncaught exception');
    void stop('uncaught exception', 1);
  });
  // Only now: whoever hears it may send a signal at once.
  logger.info({ address: running.url }, 'listening');
  process.send?.({ type: 'listening', url: running.url });
}
