import {
  Cached,
  Module,
  WebResource,
  type CachedFunction,
  type JsonObject,
  type JsonValue,
  type ModuleApi,
} from '@bouton/sdk';
import { SCHEDULING_PATH } from './paths.ts';

/** Uses what ModuleApi has for time, threads and caches. */
@Module()
export class SchedulingModule {
  readonly #api: ModuleApi;
  readonly #registered: CachedFunction & ((key: string) => Promise<number>);
  #loops = 0;
  #computed = 0;

  constructor(_config: unknown, api: ModuleApi) {
    this.#api = api;
    api.loopingBackgroundCall(() => void (this.#loops += 1), 200, { description: 'count' });
    this.#registered = api.registerCachedFunction('registered', async (_key: string) => (this.#computed += 1));
  }

  @Cached({ maxEntries: 10 })
  async decorated(_key: string): Promise<number> {
    return (this.#computed += 1);
  }

  @WebResource(`${SCHEDULING_PATH}/loops`)
  loops(): JsonValue {
    return this.#loops;
  }

  /** Resolves when the call has come, to the time by the homeserver's clock that it took. */
  @WebResource(`${SCHEDULING_PATH}/delay`)
  async delay(): Promise<JsonObject> {
    const begin = this.#api.getCurrentTimeMsec();
    this.#api.delayedBackgroundCall(50, () => Promise.reject(new Error('cancelled calls do not run'))).cancel();
    await new Promise<void>((resolve) => void this.#api.delayedBackgroundCall(100, resolve));
    return { took: this.#api.getCurrentTimeMsec() - begin };
  }

  @WebResource(`${SCHEDULING_PATH}/sleep`)
  async sleep(): Promise<JsonObject> {
    const begin = this.#api.getCurrentTimeMsec();
    await this.#api.sleep(0.1);
    return { took: this.#api.getCurrentTimeMsec() - begin };
  }

  @WebResource(`${SCHEDULING_PATH}/background`)
  async background(): Promise<JsonValue> {
    const done = await this.#api.runAsBackgroundProcess('works', async () => 7);
    const failed = await this.#api.runAsBackgroundProcess('fails', () => Promise.reject(new Error('no')));
    return [done ?? null, failed ?? null];
  }

  @WebResource(`${SCHEDULING_PATH}/threads`)
  async threads(): Promise<JsonValue> {
    const file = new URL('./thread-sum.ts', import.meta.url);
    const pool = { maxThreads: 1 };
    return [
      await this.#api.deferToThread<number>(file, 1, 2, 3),
      await this.#api.deferToThreadpool<number>(pool, file, 4, 5),
    ];
  }

  @WebResource(`${SCHEDULING_PATH}/refusing-thread`)
  async refusingThread(): Promise<JsonValue> {
    return this.#api.deferToThread<number>(new URL('./thread-sum.ts', import.meta.url), 1, 2, 3, 4);
  }

  /** What the cached functions answer, before and after one of two keys was invalidated. */
  @WebResource(`${SCHEDULING_PATH}/caches`)
  async caches(): Promise<JsonValue> {
    const answers: JsonValue[] = [];
    for (const cached of [this.#registered, this.decorated.bind(this)]) {
      answers.push([await cached('a'), await cached('b'), await cached('a')]);
    }
    await this.#api.invalidateCache(this.#registered, ['a']);
    await this.#api.invalidateCache(this.decorated, ['a']);
    for (const cached of [this.#registered, this.decorated.bind(this)]) {
      answers.push([await cached('a'), await cached('b')]);
    }
    return answers;
  }
}
