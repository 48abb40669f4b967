import type { GatewayConfig } from '../config.ts';

/**
 * Whether clients may read the schema and browsers get pages to try it with. Unless that was said: not in production, and not where
 * only known operations are executed, where those pages could send none.
 */
export function isExplorable({
  EXPLORE,
  NODE_ENV,
  PERSISTED_ONLY,
}: Pick<GatewayConfig, 'EXPLORE' | 'NODE_ENV' | 'PERSISTED_ONLY'>): boolean {
  return EXPLORE ?? (NODE_ENV !== 'production' && !PERSISTED_ONLY);
}
