import { readConfig } from '../shared/service/config.ts';
import { runService } from '../shared/service/lifecycle.ts';
import { createLogger } from '../shared/service/logger.ts';
import { retrievalConfigSchema } from './config.ts';
import { spareLanceThreads } from './lance-threads.ts';
import { startRetrieval } from './start.ts';

const config = readConfig(retrievalConfigSchema, process.env);
const logger = createLogger({ service: 'retrieval', level: config.LOG_LEVEL, config });

spareLanceThreads(process.env);
await runService(logger, () => startRetrieval(config, logger));
