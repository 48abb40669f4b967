import { parseArgs } from 'node:util';
import { describeFigures } from './bench-embedding-cache/describe-figures.ts';
import { measureEmbeddingCache } from './bench-embedding-cache/measure-embedding-cache.ts';

const help = `Measures what the cache of vectors saves: ingests examples/corpus with a real worker, retrieval and Redis, deletes the
store, the files and the index but not Redis, and ingests the same again. Between the two it asks as a client does, and says
how often what is known of models came from the cache.

  npm run bench:embedding-cache             as text
  npm run bench:embedding-cache -- --json   as JSON

Needs redis-server (or REDIS_SERVER_BIN). Takes half a minute.
`;

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});

if (values.help) {
  process.stdout.write(help);
} else {
  const figures = await measureEmbeddingCache((line) => process.stderr.write(`${line}\n`));
  process.stdout.write(
    values.json ? `${JSON.stringify(figures, null, 2)}\n` : describeFigures(figures),
  );
  // Below this the cache does not do what it is for.
  process.exit(figures.second.hitRate >= 0.95 && figures.model.hitRate >= 0.9 ? 0 : 1);
}
