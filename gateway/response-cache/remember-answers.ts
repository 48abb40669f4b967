import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerAliases } from './answer-aliases.ts';
import { answerHeaders } from './answer-headers.ts';
import type { UnparsedAnswersOptions } from './answer-unparsed.ts';
import { isContentCoding } from './compressed-bodies.ts';
import { isKnownToClient } from './kept-answer.ts';
import type { ResponseCacheOutcome } from './response-cache-outcome.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** All that the answer depends on; absent when it must not be answered before it is parsed. */
    answerText: string | undefined;
    /** How the response cache served it; absent when no operation was run. */
    responseCache: ResponseCacheOutcome | undefined;
    /** Where what is sent lies in the response cache; absent when it does not. */
    sentKey: string | undefined;
    /** Whether others that asked the same at the same moment may be given what is sent. */
    mayBeShared: boolean;
  }
}

/** Written anew for every answer. */
const ownHeaders: ReadonlySet<string> = new Set([
  'age',
  'cache-control',
  'connection',
  'content-length',
  'etag',
  'transfer-encoding',
  'x-cache',
  'x-request-id',
]);

/**
 * Says with headers how the response cache served an operation, and remembers a request for which exactly that is sent what
 * the cache keeps: not when something was added on the way, such as errors of fields that were refused. Registered before
 * whatever else changes what is sent (compression), and remembers it when it has been sent, with the headers that these added.
 */
export function rememberAnswers(
  app: FastifyInstance,
  { aliases, tagHeader }: Pick<UnparsedAnswersOptions, 'aliases' | 'tagHeader'>,
): void {
  app.decorateRequest('answerText', undefined);
  app.decorateRequest('responseCache', undefined);
  app.decorateRequest('sentKey', undefined);
  app.decorateRequest('mayBeShared', false);
  app.addHook('onSend', (request, reply, payload, done) => {
    const { responseCache } = request;
    if (responseCache === undefined) return done(null, payload);
    const { status, kept } = responseCache;
    const isKept = kept !== undefined && payload === kept.body && reply.statusCode === 200;
    if (isKept) request.sentKey = kept.key;
    request.mayBeShared = isKept || (responseCache.isShareable === true && isWithoutError(payload));
    reply.headers(answerHeaders(isKept ? responseCache : { status }, tagHeader));
    if (!isKept || !isKnownToClient(request.headers['if-none-match'], kept.etag))
      return done(null, payload);
    reply.code(304).removeHeader('content-length');
    done(null, '');
  });
  app.addHook('onResponse', (request, reply, done) => {
    remember(aliases, request, reply);
    done();
  });
}

/** Errors come first in an answer; some are added after it was executed, such as those of fields that were refused. */
function isWithoutError(payload: unknown): boolean {
  return typeof payload === 'string' && payload.startsWith('{"data":');
}

function remember(
  aliases: AnswerAliases,
  { answerText, sentKey }: FastifyRequest,
  reply: FastifyReply,
): void {
  if (answerText === undefined || sentKey === undefined) return;
  const sent = reply.getHeaders();
  const lasting = Object.entries(sent).filter(([name]) => !ownHeaders.has(name));
  const headers = Object.fromEntries(lasting.map(([name, value]) => [name, String(value)]));
  const coding = sent['content-encoding'];
  aliases.set(answerText, {
    key: sentKey,
    headers,
    coding: isContentCoding(coding) ? coding : undefined,
    isBodiless: reply.statusCode === 304,
  });
}
