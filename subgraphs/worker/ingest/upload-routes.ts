import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '../../shared/service/cache-routes.ts';
import { DomainError } from '../../shared/service/domain-error.ts';
import { tooLarge } from '../bytes/folder-byte-store.ts';
import { toRestFile, toRestJob } from '../rest-shapes.ts';
import type { Worker } from '../worker.ts';
import type { Ingested } from './ingest.ts';
import { readForm } from './read-form.ts';

const query = z.object({ name: z.string().optional() });

/** After a refusal the sender may go on sending for this long; then the connection is cut. */
const LINGER_MS = 10_000;
/** A sender that says nothing for this long is gone, or means to keep what it began for ever. */
const IDLE_MS = 60_000;

/**
 * `POST /api/v1/files`: one file, as a form (`-F file=@report.pdf`) or as the body itself with its name in `?name=` or
 * `x-file-name`. Streams to disk. To be registered in a scope of its own, because it takes every content type as it is.
 */
export async function registerUploadRoutes(
  app: FastifyInstance,
  options: { worker: Worker; maxUploadBytes: number; uploadIdleMs?: number | undefined },
): Promise<void> {
  app.removeAllContentTypeParsers();
  await app.register(multipart, {
    limits: { files: 1, fields: 20, fieldSize: 64 * 1024, fileSize: Number.POSITIVE_INFINITY },
  });
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.post('/api/v1/files', async (request, reply) => {
    try {
      cutWhenIdle(request, options.uploadIdleMs ?? IDLE_MS);
      refuseDeclaredSize(request, options.maxUploadBytes);
      const ingested = await receive(request, options.worker);
      return await answer(reply, ingested);
    } catch (error) {
      discardRest(request);
      throw error;
    }
  });
}

/** Ends the connection, and with it the upload, whose bytes go. A request that arrived whole takes the limit off again. */
function cutWhenIdle({ raw }: FastifyRequest, idleMs: number): void {
  const { socket } = raw;
  const cut = () => socket.destroy();
  socket.setTimeout(idleMs, cut);
  raw.once('end', () => socket.setTimeout(0, cut));
}

/** Saves the sender the way when the whole request is said to be larger than a file may be. */
function refuseDeclaredSize(request: FastifyRequest, maxBytes: number): void {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (!request.isMultipart() && declared > maxBytes) throw tooLarge(maxBytes);
}

async function receive(request: FastifyRequest, worker: Worker): Promise<Ingested> {
  if (request.isMultipart())
    return readForm(request.parts(), (file) => worker.ingest(file, file.content));
  const name = parse(query, request.query).name ?? nameIn(request.headers['x-file-name']);
  if (name === undefined)
    throw new DomainError(
      'BAD_USER_INPUT',
      'Give the file a name: `?name=report.pdf`, the header `x-file-name`, or a multipart form.',
    );
  return worker.ingest({ name, mediaType: request.headers['content-type'] }, request.raw);
}

function nameIn(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

function answer(reply: FastifyReply, { file, job }: Ingested) {
  return reply
    .status(202)
    .header('location', `/api/v1/jobs/${job.id}`)
    .send({ file: toRestFile(file), job: toRestJob(job) });
}

/** A sender reads the answer only after it has sent everything, so the rest is read and dropped for a while. */
function discardRest(request: FastifyRequest): void {
  const { raw } = request;
  if (raw.complete) return;
  const cut = setTimeout(() => raw.destroy(), LINGER_MS).unref();
  raw.once('close', () => clearTimeout(cut));
  raw.unpipe();
  raw.resume();
}
