import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '../shared/service/cache-routes.ts';
import { requireInternalToken } from '../shared/service/internal-token.ts';
import { modalities } from './chunk-filter.ts';
import type { IndexWriter } from './index-writer.ts';
import type { ModelSwitch } from './model-switch.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
const generation = z.string().regex(/^[\w.-]{1,100}$/, 'must be a short name');
const modality = z.enum(modalities);
const offset = z.number().int().min(0).max(2_147_483_647).nullable().default(null);

const file = z.object({
  hash,
  name: z.string().min(1).max(4096),
  mediaType: z.string().min(3).max(255).transform(essence),
  modality,
  createdAt: z.union([z.iso.datetime({ offset: true }), z.number()]).transform(toMilliseconds),
});

const location = z.object({
  page: offset,
  start: offset,
  end: offset,
  startMs: offset,
  endMs: offset,
});

/** One call carries at most this many chunks. */
const MAX_CHUNKS = 500;

/** The index's own REST face, for the service that owns the files. Every call may be repeated. */
export function registerIndexRoutes(
  app: FastifyInstance,
  options: {
    writer: IndexWriter;
    models: Pick<ModelSwitch, 'serving' | 'expect'>;
    internalToken: string | undefined;
  },
): void {
  const { writer, models } = options;
  const guarded = { preHandler: requireInternalToken(options.internalToken) };
  const ofFile = z.object({ hash });
  const ofGeneration = z.object({ hash, generation });
  const prefix = '/internal/v1/index/files/:hash';
  app.put(`${prefix}/generations/:generation/chunks`, guarded, async (request) => {
    const path = parse(ofGeneration, request.params);
    const { space } = parse(spaceBody, request.body);
    const { embedder } = space === undefined ? models.serving : models.expect(space);
    const chunks = chunksBody(embedder.dimensions);
    const body = parse(chunks.refine(isAbout(path.hash), SAME_FILE), request.body);
    return writer.upsert({ ...body, generation: path.generation });
  });
  app.post(`${prefix}/generations/:generation/commit`, guarded, async (request) => {
    const path = parse(ofGeneration, request.params);
    const body = parse(commitBody.refine(isAbout(path.hash), SAME_FILE), request.body);
    return writer.commit(path.hash, path.generation, body.chunkCount, body.space);
  });
  app.delete(prefix, guarded, async (request) =>
    writer.deleteFile(parse(ofFile, request.params).hash),
  );
}

/** Absent: the vectors are of the model that answers. */
const space = z.string().min(1).max(200).optional();
const spaceBody = z.object({ space });

const commitBody = z.object({ file, space, chunkCount: z.number().int().min(0).max(10_000_000) });

function chunksBody(dimensions: number) {
  return z.object({
    file,
    space,
    live: z.boolean(),
    chunks: z
      .array(
        z.object({
          id: z.string().min(1).max(512),
          index: z.number().int().min(0),
          text: z.string().min(1).max(100_000),
          modality,
          title: z.string().transform(cutTitle).nullable().default(null),
          location: location.nullable().default(null),
          vector: z.string().transform(vectorOf(dimensions)).nullable().default(null),
        }),
      )
      .max(MAX_CHUNKS)
      .refine((given) => new Set(given.map(({ id }) => id)).size === given.length, {
        message: 'chunk ids must differ',
      }),
  });
}

/** Reads little-endian Float32 in base64; refuses another length or anything that is not a finite number. */
function vectorOf(dimensions: number) {
  return (text: string, context: z.RefinementCtx): Float32Array => {
    const bytes = Buffer.from(text, 'base64');
    if (bytes.length === dimensions * 4) {
      const vector = Float32Array.from({ length: dimensions }, (_, at) =>
        bytes.readFloatLE(at * 4),
      );
      if (vector.every(Number.isFinite)) return vector;
    }
    context.addIssue(`must be ${dimensions} finite numbers as base64 of little-endian Float32`);
    return z.NEVER;
  };
}

/** A media type without its parameters, in lower case: what filters name. */
function essence(mediaType: string): string {
  return mediaType.replace(/;.*/s, '').trim().toLowerCase();
}

/** A title is for people; a document may claim a whole page for one. */
function cutTitle(title: string): string {
  return title.slice(0, 1024);
}

const SAME_FILE = { message: 'file.hash must be the hash in the path' };
const isAbout = (ofPath: string) => (body: { file: { hash: string } }) => body.file.hash === ofPath;

function toMilliseconds(moment: string | number): number {
  return typeof moment === 'number' ? moment : Date.parse(moment);
}
