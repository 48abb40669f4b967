import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Cache, Found } from '../../subgraphs/shared/cache/types.ts';
import type { UnparsedAnswer } from '../metrics/unparsed-answers.ts';
import type { Charge } from '../rate-limit/charge.ts';
import type { AnswerAlias, AnswerAliases } from './answer-aliases.ts';
import type { CompressedBodies } from './compressed-bodies.ts';
import { isKnownToClient } from './kept-answer.ts';
import { type PreparedAnswer, prepareAnswer } from './prepared-answer.ts';
import type { RequestFlight, RequestFlights } from './request-flights.ts';
import { mayBeAnsweredUnparsed, requestText } from './request-text.ts';
import { type Exchange, type SentAnswer, sendAnswer } from './send-answer.ts';

export interface UnparsedAnswersOptions {
  readonly cache: Cache;
  readonly aliases: AnswerAliases;
  /** Of equal requests that must go the whole way, one at a time does. */
  readonly flights: RequestFlights;
  /** Of the schema in use; undefined until one is loaded. */
  readonly schemaId: () => string | undefined;
  /** Name of the header for the tags of an answer; undefined for none. */
  readonly tagHeader: string | undefined;
  readonly compressed: CompressedBodies;
  /** Told of each answer when it has been given to the socket. */
  readonly record: (answer: UnparsedAnswer) => void;
  /** Asked before an answer is sent from here; undefined when there is no rate limit. */
  readonly charge: Charge | undefined;
}

/** What was read of a request that goes on. */
interface ReadRequest {
  readonly body: Buffer | undefined;
  readonly text: string | undefined;
  readonly flight: RequestFlight | undefined;
}

interface AnswerOptions extends UnparsedAnswersOptions {
  /** The server closes: an answer is the last one of its connection, and says so. */
  readonly isDraining: () => boolean;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers a request that is one that was answered before, byte for byte, from the response cache: before the framework sees
 * it, which costs several times what the answer does; of others that are equal and come at the same moment one goes on, and all are
 * given its answer. Every other request goes on as if nothing had looked at it, also one that the rate limit refuses.
 */
export function registerUnparsedAnswers(
  app: FastifyInstance,
  options: UnparsedAnswersOptions,
): void {
  const readRequests = new WeakMap<IncomingMessage, ReadRequest>();
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    const read = readRequests.get(request.raw);
    request.answerText = read?.text;
    request.flight = read?.flight;
    if (read?.body === undefined) done();
    else done(null, Readable.from(read.body, { objectMode: false }));
  });
  const answers: AnswerOptions = { ...options, isDraining: () => app.isDraining };
  const handlers = app.server.listeners('request') as Handler[];
  app.server.removeAllListeners('request');
  app.server.on('request', (request, response) => {
    answerOr(answers, { request, response }, (read) => {
      if (read !== undefined) readRequests.set(request, read);
      for (const handle of handlers) handle(request, response);
    });
  });
}

function answerOr(
  options: AnswerOptions,
  exchange: Exchange,
  goOn: (read?: ReadRequest) => void,
): void {
  const { request } = exchange;
  const began = performance.now();
  const schema = options.schemaId();
  if (schema === undefined || !mayBeAnsweredUnparsed(request)) {
    goOn();
    return;
  }
  readBody(request, (body) => {
    const text = requestText(request, body, schema);
    const goOnAsRead = (flight?: RequestFlight) => goOn({ body, text, flight });
    if (text === undefined) goOnAsRead();
    else answerRead(options, { ...exchange, text, began }, goOnAsRead);
  });
}

/** A request whose text is known. */
interface Asked extends Exchange {
  readonly text: string;
  readonly began: number;
}

function answerRead(
  options: AnswerOptions,
  asked: Asked,
  goOn: (flight?: RequestFlight) => void,
): void {
  const alias = options.aliases.get(asked.text);
  if (alias === undefined) board(options, asked, goOn);
  else admit(options, asked, goOn, () => answerKept(options, asked, alias, goOn));
}

function answerKept(
  options: AnswerOptions,
  asked: Asked,
  alias: AnswerAlias,
  goOn: (flight?: RequestFlight) => void,
): void {
  findAnswer(options, alias, (answer) => {
    const isKnown =
      answer !== undefined && isKnownToClient(asked.request.headers['if-none-match'], answer.etag);
    if (answer === undefined || (alias.isBodiless && !isKnown)) board(options, asked, goOn);
    else send(options, asked, answer, isKnown ? 304 : 200);
  });
}

/** Not who asks whether an answer has changed: others are not told the same. */
function board(options: AnswerOptions, asked: Asked, goOn: (flight?: RequestFlight) => void): void {
  const { request, response, text } = asked;
  if (request.headers['if-none-match'] !== undefined) {
    goOn();
    return;
  }
  options.flights.board(text, {
    goOn: (flight) => {
      if (flight !== undefined) response.once('close', () => flight.disperse());
      goOn(flight);
    },
    answer: (answer) => admit(options, asked, goOn, () => send(options, asked, answer, 200)),
  });
}

function send(
  { record, isDraining }: AnswerOptions,
  asked: Asked,
  answer: SentAnswer,
  status: 200 | 304,
): void {
  const { request, began } = asked;
  const isLast = isDraining();
  record({ request, ...sendAnswer(asked, answer, { status, isLast }), began });
}

/** In this very turn where there is no rate limit. Who is over it goes on, and is refused by the framework as anybody is. */
function admit(
  { charge }: AnswerOptions,
  { request }: Exchange,
  refuse: () => void,
  enter: () => void,
): void {
  if (charge === undefined) enter();
  else void charge(request).then((waitMs) => (waitMs === 0 ? enter() : refuse()));
}

/** Undefined for a GET, which has none. A client that goes away in the middle is not heard of again. */
function readBody(request: IncomingMessage, take: (body: Buffer | undefined) => void): void {
  if (request.method === 'GET') {
    take(undefined);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('error', () => undefined);
  request.on('end', () => {
    const [first] = chunks;
    take(chunks.length === 1 ? first : Buffer.concat(chunks));
  });
}

/** What is in memory, and compressed if it is to be, is answered in this very turn. */
function findAnswer(
  options: UnparsedAnswersOptions,
  alias: AnswerAlias,
  take: (answer: PreparedAnswer | undefined) => void,
): void {
  const prepare = (found: Found<string>) => {
    const answer = found && prepareAnswer(alias, found, options);
    if (answer instanceof Promise) answer.then(take, () => take(undefined));
    else take(answer);
  };
  const found = options.cache.find<string>({ kind: 'response', key: alias.key });
  if (found instanceof Promise) void found.then(prepare);
  else prepare(found);
}
