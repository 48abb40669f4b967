import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Below it the headers weigh more than what is saved. */
const THRESHOLD_BYTES = 1024;

/**
 * Compresses answers for clients that accept it, as the last thing that happens to them: what other hooks see and keep is
 * not compressed. Nothing that an answer holds is a secret of the client's that a page elsewhere could have it repeat beside
 * guesses (BREACH), because no cookie identifies anybody.
 */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, { threshold: THRESHOLD_BYTES, encodings: ['br', 'gzip'] });
}
