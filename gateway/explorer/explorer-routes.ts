import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';
import type { ExampleOperation } from './example-operations.ts';
import { type ExplorerBundle, readExplorerBundle } from './explorer-bundle.ts';
import { renderExplorerPage } from './render-explorer-page.ts';

/**
 * Everything comes from here and goes to here. Styles may stand in the page because the editor writes its colours as style
 * elements; a `<` in an answer is text to it, so that no answer can bring its own.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};

/** An explorer of the graph at `/explore` that works without the internet. Its files are read for the first who opens it. */
export function registerExplorer(
  app: FastifyInstance,
  examples: readonly ExampleOperation[],
): void {
  const bundle = readOnce();
  app.get('/explore', async (_, reply) => {
    const { version } = await bundle();
    return reply
      .header('content-security-policy', POLICY)
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(renderExplorerPage(version, examples));
  });
  app.get<{ Params: { version: string; name: string } }>(
    '/explore/:version/:name',
    // Brotli would take longer than the way to the browser.
    { compress: { encodings: ['gzip'] } },
    async ({ params }, reply) => {
      const { version, files } = await bundle();
      const file = params.version === version ? files.get(params.name) : undefined;
      if (file === undefined) {
        throw new DomainError('NOT_FOUND', 'The explorer has no such file. Load /explore again.');
      }
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('content-security-policy', POLICY)
        .type(mediaTypes[extname(params.name)] ?? 'application/octet-stream')
        .send(file);
    },
  );
}

/** After a failure the next request tries again. */
function readOnce(): () => Promise<ExplorerBundle> {
  let bundle: Promise<ExplorerBundle> | undefined;
  return () => {
    bundle ??= readExplorerBundle().catch((error: unknown) => {
      bundle = undefined;
      throw error;
    });
    return bundle;
  };
}
