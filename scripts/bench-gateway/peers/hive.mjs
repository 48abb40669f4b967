import { defineConfig } from '@graphql-hive/gateway';

/** Read by the command line of Hive Gateway; `HIVE_KEEP` is `memory` or the address of a Redis when it is to keep answers. */
const keep = process.env.HIVE_KEEP;
const anHourMs = 3_600_000;

export const gatewayConfig = defineConfig({
  ...(keep !== undefined && {
    cache: keep === 'memory' ? { type: 'localforage' } : { type: 'redis', url: keep },
    responseCaching: { session: () => null, ttl: anHourMs },
  }),
});
