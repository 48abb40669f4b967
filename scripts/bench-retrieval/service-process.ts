import { spareLanceThreads } from '../../subgraphs/retrieval/lance-threads.ts';
import { readQueries } from './kept-queries.ts';
import { createKnownEmbedder } from './known-embedder.ts';
import { measureService } from './measure-service.ts';

/** The service on an index that is in a folder, in a process of its own as it has in use; prints the figures as JSON. */
spareLanceThreads(process.env);
const [, , folder = ''] = process.argv;
const queries = await readQueries(folder);
const embedder = createKnownEmbedder(queries);
process.stdout.write(JSON.stringify(await measureService({ folder, embedder, queries })));
