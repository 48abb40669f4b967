import { readConfig } from '../../subgraphs/shared/service/config.ts';
import { runService } from '../../subgraphs/shared/service/lifecycle.ts';
import { createLogger } from '../../subgraphs/shared/service/logger.ts';
import { createWordEmbedder } from '../../subgraphs/shared/testing/word-embedder.ts';
import { workerConfigSchema } from '../../subgraphs/worker/config.ts';
import { startWorker } from '../../subgraphs/worker/start.ts';

// The worker's own main.ts with a model that costs nothing: these tests are about everything before the vectors.
const config = readConfig(workerConfigSchema, process.env);
const logger = createLogger({ service: 'worker', level: config.LOG_LEVEL });

await runService(logger, () =>
  startWorker(config, logger, createWordEmbedder(), process.env['PATH']),
);
