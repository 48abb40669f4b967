import type { EmbeddingCacheFigures, IngestFigures } from './measure-embedding-cache.ts';

/** The figures for people. */
export function describeFigures({ files, first, second, ratio, model }: EmbeddingCacheFigures) {
  return `${[
    `${files} files of examples/corpus`,
    line('ingested with nothing cached', first),
    line('store and index deleted, again', second),
    `the second time took 1/${ratio.toFixed(1)} of the first`,
    `what is known of models: ${model.hits} hits, ${model.loads} loads, hit rate ${percent(model.hitRate)}`,
  ].join('\n')}\n`;
}

function line(name: string, { seconds, hits, loads, hitRate }: IngestFigures): string {
  return `${name}: ${seconds.toFixed(1)} s; vectors: ${hits} hits, ${loads} loads, hit rate ${percent(hitRate)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
