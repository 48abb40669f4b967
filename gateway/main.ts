import { readConfig } from '../subgraphs/shared/service/config.ts';
import { runService } from '../subgraphs/shared/service/lifecycle.ts';
import { createLogger } from '../subgraphs/shared/service/logger.ts';
import { gatewayConfigSchema } from './config.ts';
import { startGateway } from './start.ts';

/** Otherwise the gateway library starts an exporter that calls the outside. */
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

const config = readConfig(gatewayConfigSchema, process.env);
const logger = createLogger({ service: 'gateway', level: config.LOG_LEVEL, config });

await runService(logger, () => startGateway(config, logger));
