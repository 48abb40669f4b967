import { readFile } from 'node:fs/promises';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import responseCachePlugin from '@apollo/server-plugin-response-cache';

/** `apollo.mjs SUPERGRAPH PORT [keep]`: as its documentation begins; with `keep` its response cache, in memory. */
const [supergraph, port, keep] = process.argv.slice(2);
const server = new ApolloServer({
  gateway: new ApolloGateway({ supergraphSdl: await readFile(supergraph, 'utf8') }),
  plugins: keep === 'keep' ? [responseCachePlugin()] : [],
});
await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(port) } });
