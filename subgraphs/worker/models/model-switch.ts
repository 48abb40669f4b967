import type { Logger } from 'pino';
import type { Embedder } from '../../shared/embedding/embedder.ts';
import { hasErrorCode } from '../../shared/service/domain-error.ts';
import { describeError } from '../client-message.ts';
import { generationOf } from '../extraction/extract-file.ts';
import type { SearchIndex, VectorTable } from '../index/search-index.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { modelRetired } from '../outbox/outbox-event.ts';
import type { ModelSwitchRecord } from '../store/model-switch-store.ts';
import type { StoreTables, WorkerStore } from '../store/worker-store.ts';

/** The longest wait between two attempts. */
const MAX_WAIT_MS = 30_000;

/** Some seconds. */
const QUIET_FAILURES = 4;

export interface ModelSwitchOptions {
  readonly store: WorkerStore;
  readonly index: SearchIndex;
  readonly embedder: Pick<Embedder, 'model' | 'space'>;
  readonly outbox: Outbox;
  readonly logger: Logger;
  readonly now: () => number;
  /** Jobs were queued. */
  readonly onQueued: () => void;
  /** Wait before the first retry; doubled each time. Default 500. */
  readonly retryMs?: number;
}

/** How far a change of the embedding model has come. Shape of the graph's `ModelSwitch`. */
export interface ModelSwitchProgress {
  readonly from: string;
  readonly to: string;
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/**
 * Brings every file's vectors to the configured model. The store says which files are still of another one, so a start
 * takes up what an earlier run left; the old vectors answer searches until the last file is done.
 */
export class ModelSwitch {
  readonly #options: ModelSwitchOptions;
  #table: VectorTable | undefined;
  #isAskedAgain = false;
  #isDone = false;
  #isClosed = false;
  #running: Promise<void> | undefined;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ModelSwitchOptions) {
    this.#options = options;
  }

  /** Begins, or goes on, in the background. To be called at the start and whenever a job has ended. */
  wake(): void {
    this.#isAskedAgain = true;
    this.#running ??= this.#run()
      .catch((error) => this.#tryLater(error))
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** The latest change, also when it is done; null when the model was never changed. */
  async progress(): Promise<ModelSwitchProgress | null> {
    const { modelSwitch } = this.#options.store;
    const record = await modelSwitch.find();
    if (record === undefined || record.servedModel === null) return null;
    const { servedModel: from, model: to, filesTotal, startedAt, finishedAt } = record;
    const left = finishedAt === null ? await modelSwitch.countOthers(await this.#wanted()) : 0;
    const filesDone = Math.max(0, filesTotal - left);
    return { from, to, filesDone, filesTotal, startedAt, finishedAt };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isAskedAgain && !this.#isDone && !this.#isClosed) {
      this.#isAskedAgain = false;
      await this.#advance();
    }
  }

  async #advance(): Promise<void> {
    const { store } = this.#options;
    if (this.#table === undefined) {
      this.#table = await this.#begin();
      this.#failures = 0;
    }
    const wanted = await this.#wanted();
    if ((await store.modelSwitch.countWaiting(wanted)) > 0) return;
    await this.#finish(this.#table);
    this.#isDone = true;
  }

  /** Asks for the table that vectors go to, and queues every file that is not in it. */
  async #begin(): Promise<VectorTable> {
    const { store, index, embedder, now, onQueued } = this.#options;
    const table = await index.table(embedder.space);
    await store.transact(async (tables) => {
      const { modelSwitch } = tables;
      const record = await modelSwitch.find();
      const isKnown = record?.space === embedder.space && record.incarnation === table.incarnation;
      // Rows that went to a table which is there no more, or missed what changed while another model was used.
      if (record !== undefined && !isKnown) await modelSwitch.markLost(await this.#wanted(tables));
      const wanted = await this.#wanted(tables);
      if (!isKnown) {
        const { space, model } = embedder;
        const servedModel = servedBy(record, embedder);
        const filesTotal = await modelSwitch.countOthers(wanted);
        const { incarnation } = table;
        await modelSwitch.begin({ space, model, servedModel, incarnation, filesTotal }, now());
      }
      await modelSwitch.queueOthers(wanted, now());
    });
    onQueued();
    return table;
  }

  /** The new model answers, and nothing that the old one answered is served any more. */
  async #finish({ incarnation }: VectorTable): Promise<void> {
    const { store, index, embedder, outbox, now, logger } = this.#options;
    const record = await store.modelSwitch.find();
    if (record === undefined || record.finishedAt !== null) return;
    await index.serve(embedder.space, incarnation);
    const { servedModel, filesTotal } = record;
    // Nobody was told of the files that were embedded again.
    const told = servedModel ?? (filesTotal > 0 ? embedder.model : null);
    const changeId = await store.transact(async (tables) => {
      await tables.modelSwitch.finish(now());
      return outbox.record(tables, told === null ? [] : modelRetired(told));
    });
    await outbox.deliver(changeId);
    if (servedModel !== null)
      logger.info({ from: servedModel, to: embedder.model, filesTotal }, 'model switched');
  }

  /** The generations of rows that need no work: of each content version, with this model's vectors. */
  async #wanted({ modelSwitch }: Pick<StoreTables, 'modelSwitch'> = this.#options.store) {
    const { space } = this.#options.embedder;
    return (await modelSwitch.contentVersions()).map((version) => generationOf(version, space));
  }

  #tryLater(error: unknown): void {
    const { logger, retryMs = 500 } = this.#options;
    // The table may be another one when retrieval is back.
    this.#table = undefined;
    const waitMs = Math.min(retryMs * 2 ** Math.min(this.#failures, 10), MAX_WAIT_MS);
    // Retrieval starts at the same time, and may take longer; an outage is one line, not one for each try.
    const isExpected = hasErrorCode(error) && this.#failures !== QUIET_FAILURES;
    this.#failures += 1;
    const reason = describeError(error);
    logger[isExpected ? 'debug' : 'warn']({ reason, waitMs }, 'the embedding model is not settled');
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), waitMs);
    this.#timer.unref();
  }
}

/** Who answers until this switch is done. */
function servedBy(
  record: ModelSwitchRecord | undefined,
  { model, space }: Pick<Embedder, 'model' | 'space'>,
): string | null {
  if (record === undefined) return null;
  if (record.finishedAt !== null && record.space !== space) return record.model;
  return record.space === space && record.finishedAt !== null ? model : record.servedModel;
}
