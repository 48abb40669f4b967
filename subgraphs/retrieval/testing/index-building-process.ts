import { pino } from 'pino';
import { LanceChunkIndex } from '../lance-chunk-index.ts';
import { DIMENSIONS } from './chunks.ts';

/** A process of its own, because it is there to be killed: builds the indexes of a folder. */
const [, , folder = '', vectorIndexFrom] = process.argv;
const index = await LanceChunkIndex.open({
  folder,
  model: 'words',
  dimensions: DIMENSIONS,
  logger: pino({ level: 'silent' }),
  vectorIndexFrom: Number(vectorIndexFrom),
});
await index.optimize();
await index.close();
