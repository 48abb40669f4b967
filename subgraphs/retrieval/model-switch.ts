import { randomUUID } from 'node:crypto';
import type { Embedder } from '../shared/embedding/embedder.ts';
import type { EmbeddingSpec } from '../shared/embedding/embedding-spec.ts';
import { DomainError } from '../shared/service/domain-error.ts';
import { dropChunkTable } from './lance-table.ts';
import type { ModelStore } from './model-store.ts';
import { type IndexSettings, openServedModel, type ServedModel } from './served-model.ts';

/** Searches that began before a switch end well before this. */
const RETIRE_AFTER_MS = 60_000;

export interface ModelSwitchOptions extends IndexSettings {
  readonly store: ModelStore;
  /** The model that the environment asks for. */
  readonly embedder: Embedder;
  readonly spec: EmbeddingSpec;
  /** The model that answered until now, from its specification. */
  readonly openEarlier: (spec: EmbeddingSpec) => Promise<Embedder>;
}

/**
 * Which model answers searches. When the environment asks for another one than the stored vectors are of, the old one goes
 * on answering, its vectors and its queries together, while the new one's are collected beside them; then they change
 * places in one step.
 */
export class ModelSwitch {
  readonly #options: ModelSwitchOptions;
  #serving: ServedModel;
  #target: ServedModel | undefined;
  readonly #incarnations = new Map<string, string>();
  #retired: ServedModel | undefined;
  #retirement: NodeJS.Timeout | undefined;

  private constructor(options: ModelSwitchOptions, serving: ServedModel) {
    this.#options = options;
    this.#serving = serving;
  }

  static async open(options: ModelSwitchOptions): Promise<ModelSwitch> {
    const { store, embedder, spec } = options;
    await store.remember(embedder.space, { ...spec, dimensions: embedder.dimensions });
    const space = (await store.serving()) ?? embedder.space;
    const earlier = space === embedder.space ? undefined : await store.find(space);
    const serving = earlier === undefined ? embedder : await options.openEarlier(earlier.spec);
    const models = new ModelSwitch(options, await openServedModel(serving, options));
    await store.serve(serving.space);
    await models.#identify(models.#serving);
    if (serving !== embedder) await models.#openTarget(embedder);
    await models.#dropOthers();
    return models;
  }

  /** Whose vectors answer searches. */
  get serving(): ServedModel {
    return this.#serving;
  }

  /** Whose vectors are being collected; undefined when that is done. */
  get target(): ServedModel | undefined {
    return this.#target;
  }

  /** The model of a space that vectors may come of. Throws SUBGRAPH_UNAVAILABLE for any other. */
  expect(space: string): ServedModel {
    const known = [this.#serving, this.#target].find((model) => model?.space === space);
    if (known !== undefined) return known;
    const configured = this.#options.embedder.space;
    // Not the caller's fault, and over when the operator has ended it.
    throw new DomainError(
      'SUBGRAPH_UNAVAILABLE',
      `Retrieval is set up for the vectors of ${configured}; got those of ${space}. Start worker and retrieval with the same EMBEDDING_ settings.`,
    );
  }

  /** Names the table of the model's vectors: when it is another than before, all of them have to come again. */
  incarnationOf(space: string): string {
    return this.#incarnations.get(this.expect(space).space) ?? '';
  }

  /**
   * From now on this model answers; false when it does already. Throws BAD_USER_INPUT when its vectors were sent to
   * another table than there is now.
   */
  async serve(space: string, incarnation: string): Promise<boolean> {
    const next = this.expect(space);
    if (this.incarnationOf(space) !== incarnation)
      throw new DomainError(
        'BAD_USER_INPUT',
        `The table of ${space} is new since its vectors were sent; send them again.`,
      );
    if (next === this.#serving) return false;
    await this.#options.store.serve(space);
    this.#retired = this.#serving;
    this.#serving = next;
    this.#target = undefined;
    this.#retirement = setTimeout(() => void this.#retire(), RETIRE_AFTER_MS).unref();
    this.#options.logger.info({ from: this.#retired.space, to: space }, 'model switched');
    return true;
  }

  async close(): Promise<void> {
    clearTimeout(this.#retirement);
    const open = [this.#serving, this.#target, this.#retired];
    await Promise.all(open.map((model) => model && closeModel(model)));
  }

  async #openTarget(embedder: Embedder): Promise<void> {
    const { store, folder, logger } = this.#options;
    const { space: model, dimensions } = embedder;
    const known = await store.find(model);
    // A copy that was not finished, or a table that missed changes meanwhile.
    if (!known?.incarnation) await dropChunkTable({ folder, model, dimensions });
    this.#target = await openServedModel(embedder, this.#options);
    if (this.#target.index.isNew) {
      await store.setIncarnation(model, null);
      await this.#target.index.copyWordsFrom(this.#serving.index);
    }
    await this.#identify(this.#target);
    logger.info({ from: this.#serving.space, to: model }, 'switching models');
  }

  /** A table that is new has a new name, so that whoever fills it knows. */
  async #identify({ space, index }: ServedModel): Promise<void> {
    const { store } = this.#options;
    const known = (await store.find(space))?.incarnation;
    const incarnation = known && !index.isNew ? known : randomUUID();
    if (incarnation !== known) await store.setIncarnation(space, incarnation);
    this.#incarnations.set(space, incarnation);
  }

  async #retire(): Promise<void> {
    const retired = this.#retired;
    this.#retired = undefined;
    if (retired !== undefined) await closeModel(retired);
    await this.#dropOthers();
  }

  async #dropOthers(): Promise<void> {
    const { store, folder, logger } = this.#options;
    const kept = [this.#serving, this.#target].flatMap((model) => model?.space ?? []);
    for (const { spec, space } of await store.forgetTablesExcept(kept)) {
      await dropChunkTable({ folder, model: space, dimensions: spec.dimensions ?? 0 }).catch(
        (error) => logger.warn({ err: error, space }, 'an old table of vectors was left behind'),
      );
    }
  }
}

async function closeModel({ index, embedder }: ServedModel): Promise<void> {
  await Promise.all([index.close(), embedder.close()]);
}
