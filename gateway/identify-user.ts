import type { FastifyRequest } from 'fastify';
import { readUserId, USER_ID_HEADER, type UserId } from '../subgraphs/shared/service/user-id.ts';

/**
 * Who asks: the one place that decides it. The header is believed, because whatever authenticates in front of the
 * gateway sets it. BAD_USER_INPUT when it is no id.
 */
export function identifyUser(request: FastifyRequest): UserId {
  return readUserId(request.headers[USER_ID_HEADER]);
}
