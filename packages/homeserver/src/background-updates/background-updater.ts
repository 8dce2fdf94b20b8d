import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JsonObject } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { BackgroundUpdateStore } from './background-update-store.ts';
import type { BackgroundUpdate } from './background-update.ts';
import { BatchRate } from './batch-rate.ts';

/** As modules and administrators know the one database. */
const DATABASE_NAME = 'master';

/** After so many failures in a row nothing more is tried until the next start. */
const MAX_FAILURES = 5;

/** The update that is being made. */
export interface CurrentUpdate {
  readonly name: string;
  readonly totalItems: number;
  readonly totalMs: number;
  /** Null before anything was done. */
  readonly itemsPerMs: number | null;
}

/** Makes the background updates, one after the other, at the pace that a module or the settings set. */
export class BackgroundUpdater implements Disposable {
  readonly #context: HomeserverContext;
  readonly #store: BackgroundUpdateStore;
  readonly #updates: ReadonlyMap<string, BackgroundUpdate>;
  readonly #rates = new Map<string, BatchRate>();
  #current: string | undefined;
  #running: Promise<void> | undefined;
  #isEnabled = true;
  #isDisposed = false;
  #wake: (() => void) | undefined;

  constructor(context: HomeserverContext, updates: ReadonlyMap<string, BackgroundUpdate>) {
    this.#context = context;
    this.#store = new BackgroundUpdateStore(context.database);
    this.#updates = updates;
  }

  get isEnabled(): boolean {
    return this.#isEnabled;
  }

  /** What is being done. */
  get current(): CurrentUpdate | undefined {
    if (this.#current === undefined) return undefined;
    const { totalItems = 0, totalMs = 0, itemsPerMs = null } = this.#rates.get(this.#current) ?? {};
    return { name: this.#current, totalItems, totalMs, itemsPerMs };
  }

  /** Lets updates be made, or pauses them after the batch that is being made. */
  enable(isEnabled: boolean): void {
    this.#isEnabled = isEnabled;
    if (isEnabled) this.start();
  }

  /** Puts an update in the queue, and begins with it. Returns whether it was not in it. */
  async add(name: string, progress: JsonObject): Promise<boolean> {
    const isNew = await this.#context.database.write(() => this.#store.add(name, progress));
    this.start();
    return isNew;
  }

  /** Begins with what is in the queue, in the background. */
  start(): void {
    if (this.#running !== undefined || !this.#mayGoOn()) return;
    this.#running = this.#makeAll().finally(() => (this.#running = undefined));
  }

  /** Resolves when nothing is being done. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Begins no further batch. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#wake?.();
  }

  #mayGoOn(): boolean {
    return this.#isEnabled && !this.#isDisposed;
  }

  async #makeAll(): Promise<void> {
    const { log } = this.#context;
    let failures = 0;
    while (this.#mayGoOn() && failures < MAX_FAILURES) {
      this.#current ??= this.#store.pending().find((name) => this.#updates.has(name));
      if (this.#current === undefined) return;
      try {
        await this.#makeBatch(this.#current);
        failures = 0;
      } catch (error) {
        failures += 1;
        if (!this.#isDisposed) log.error('A batch of a background update failed', { update: this.#current, error });
      }
      await nextTurn();
    }
    if (failures === MAX_FAILURES) log.error('Background updates end until the next start', { failures });
  }

  /** One batch, within what a module wraps around it. */
  async #makeBatch(name: string): Promise<void> {
    const { callbacks, settings } = this.#context;
    const update = this.#updates.get(name);
    if (update === undefined) throw new Error(`There is no background update ${name}`);
    const wrapped = callbacks.backgroundUpdateController.onUpdate(name, DATABASE_NAME, update.isOneShot);
    if (wrapped === undefined) {
      const { sleepEnabled, sleepDurationMs, updateDurationMs } = settings.backgroundUpdates;
      if (sleepEnabled) await this.#sleep(sleepDurationMs);
      if (this.#mayGoOn()) await this.#make(name, update, updateDurationMs);
      return;
    }
    const entered = await wrapped.next();
    if (entered.done === true) throw new Error('onUpdate() yielded nothing; it is to yield once');
    try {
      if (this.#mayGoOn()) await this.#make(name, update, entered.value);
    } catch (error) {
      await wrapped.throw(error);
      // The module does not throw the error on: the batch does not count as failed.
      if (!this.#isDisposed) this.#context.log.warn('A batch of a background update failed', { update: name, error });
      return;
    }
    const left = await wrapped.next();
    if (left.done !== true) throw new Error('onUpdate() yielded twice; it is to yield once');
  }

  async #make(name: string, update: BackgroundUpdate, targetMs: number): Promise<void> {
    const { clock, database, log } = this.#context;
    const rate = this.#rates.get(name) ?? new BatchRate();
    this.#rates.set(name, rate);
    const batchSize = await this.#batchSize(name, rate, targetMs);
    const began = clock.now();
    const { items, write, progress } = await update.next(this.#store.progress(name), batchSize);
    await database.write(() => {
      write();
      if (progress === undefined) this.#store.remove(name);
      else this.#store.setProgress(name, progress);
    });
    rate.add(items, clock.now() - began);
    log.info(`Background update ${name}: ${items} items`, { batchSize, isDone: progress === undefined });
    if (progress === undefined) this.#current = undefined;
  }

  async #batchSize(name: string, { itemsPerMs }: BatchRate, targetMs: number): Promise<number> {
    const { defaultBatchSize, minBatchSize } = this.#context.callbacks.backgroundUpdateController;
    const { backgroundUpdates } = this.#context.settings;
    const size =
      itemsPerMs === undefined
        ? ((await defaultBatchSize(name, DATABASE_NAME)) ?? backgroundUpdates.defaultBatchSize)
        : Math.max(
            Math.floor(targetMs * itemsPerMs),
            (await minBatchSize(name, DATABASE_NAME)) ?? backgroundUpdates.minBatchSize,
          );
    if (!(size >= 1)) throw new RangeError(`A batch has at least one item, got ${size}`);
    return size;
  }

  async #sleep(durationMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = this.#context.clock.setTimer(durationMs, resolve);
    this.#wake = resolve;
    await promise;
    timer.cancel();
  }
}
