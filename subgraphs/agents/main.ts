import { readConfig } from '../shared/service/config.ts';
import { runService } from '../shared/service/lifecycle.ts';
import { createLogger } from '../shared/service/logger.ts';
import { agentsConfigSchema } from './config.ts';
import { startAgents } from './start.ts';

const config = readConfig(agentsConfigSchema, process.env);
const logger = createLogger({ service: 'agents', level: config.LOG_LEVEL, config });

await runService(logger, () => startAgents(config, logger));
