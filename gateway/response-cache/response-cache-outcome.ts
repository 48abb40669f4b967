import type { KeptAnswer } from './kept-answer.ts';

/** How the response cache served one request. Filled in where it is served, read by whoever writes the headers. */
export interface ResponseCacheOutcome {
  status: 'HIT' | 'MISS' | 'STALE' | 'BYPASS';
  /** The answer as the cache has it; absent when it keeps none. */
  kept?: KeptAnswer;
  /** Whether its answer may be given to others that asked the same at the same moment, although none may be kept. */
  isShareable?: boolean;
}
