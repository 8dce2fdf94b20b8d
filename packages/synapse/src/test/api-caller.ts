import type { JsonObject } from '@bouton/sdk';
import type { SynapseProcess } from './start-synapse.ts';
import { requestJson } from './synapse-user.ts';

/** Calls members of the ModuleApi through the web resources of `fixtures/caller.ts`. */
export class ApiCaller {
  readonly #url: string;

  constructor(synapse: SynapseProcess) {
    this.#url = `${synapse.url}/_synapse/client/caller`;
  }

  /** What a member answers; undefined if it answers nothing. What it throws is an answer too: `RangeError: …`. */
  async call(member: string, ...args: readonly unknown[]): Promise<unknown> {
    const { answer, thrown } = (await this.#post('call', { member, args })) as JsonObject;
    return thrown ?? answer;
  }

  /** The stack of what a member throws. */
  async stackOf(member: string, ...args: readonly unknown[]): Promise<unknown> {
    const { stack } = (await this.#post('call', { member, args })) as JsonObject;
    return stack;
  }

  /** The templates, rendered; `ConfigError: …` if they cannot be read. */
  async render(
    ...args: readonly [filenames: string[], directory: string | null, variables: JsonObject]
  ): Promise<unknown> {
    return this.#post('render', args);
  }

  /** What the homeserver told the module since this was asked last; of some callbacks, if they are named. */
  async heard(...names: readonly string[]): Promise<unknown[]> {
    const response = await fetch(`${this.#url}/heard`);
    const heard = (await response.json()) as [string, ...unknown[]][];
    return heard.filter(([name]) => names.length === 0 || names.includes(name));
  }

  async #post(path: string, body: unknown): Promise<unknown> {
    const { body: answer } = await requestJson(`${this.#url}/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return answer;
  }
}
