import { Module, WebResource, type JsonObject, type ModuleApi, type ScheduledTask } from '@bouton/sdk';

/** Does what tasks are about, and notes which. */
@Module()
export class Errands {
  readonly #begun: string[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(
    readonly config: object,
    private readonly api: ModuleApi,
  ) {
    api.registerTaskAction('org.example.errand', (task) => this.#begin(task));
    api.registerTaskAction('org.example.long_errand', async (task) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.add(resolve);
      const result = await this.#begin(task);
      await promise;
      return result;
    });
  }

  /** The IDs of the tasks that began in this Node process. */
  @WebResource('/_synapse/client/errands/begun')
  begun(): object {
    return this.#begun;
  }

  /** Ends the long ones of this Node process. */
  @WebResource('/_synapse/client/errands/end')
  end(): object {
    for (const resolve of this.#waiting) resolve();
    return {};
  }

  /** Its result says in which Synapse process it ran. */
  async #begin({ id, params }: ScheduledTask): Promise<JsonObject> {
    this.#begun.push(id);
    const ranIn = await this.api.runDbInteraction('errands', async (transaction) => {
      await transaction.execute("SELECT current_setting('application_name')");
      return String((await transaction.fetchOne())?.[0]);
    });
    return { ranIn, did: params };
  }
}
