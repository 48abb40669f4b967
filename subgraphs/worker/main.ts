import { readConfig } from '../shared/service/config.ts';
import { runService } from '../shared/service/lifecycle.ts';
import { createLogger } from '../shared/service/logger.ts';
import { workerConfigSchema } from './config.ts';
import { startWorker } from './start.ts';

const config = readConfig(workerConfigSchema, process.env);
const logger = createLogger({ service: 'worker', level: config.LOG_LEVEL, config });

await runService(logger, () => startWorker(config, logger, undefined, process.env['PATH']));
