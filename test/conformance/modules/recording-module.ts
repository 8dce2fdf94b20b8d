import { SynapseError, type JsonObject, type JsonValue, type ModuleApi, type UserId } from '@bouton/sdk';
import { asJson } from './as-json.ts';
import type { Behaviour, Refusal } from './behaviour.ts';
import type { RecordingConfig } from './recording-config.ts';
import { TRACE_PATH, type TraceEntry } from './trace-entry.ts';

/** What a callback answers where its behaviour is more than an answer. */
export interface SpecialAnswers<Answer> {
  /** Makes the edits, and answers. */
  readonly edit?: (edits: JsonObject) => Answer;
  readonly name?: (users: readonly UserId[]) => Answer;
  /** Adds the value. */
  readonly add?: (value: unknown) => Answer;
}

/** What JavaScript has and JSON has not. */
const ODD_VALUES = { map: new Map([['a', 1]]), date: new Date(0), nan: Number.NaN } as const;

let order = 0;

/**
 * A module that writes down how its callbacks are called, and serves that at a web resource, so that a test can read it
 * from another process. What the callbacks do is configured.
 */
export abstract class RecordingModule {
  readonly #config: RecordingConfig;
  readonly #serverName: string;
  readonly #trace: TraceEntry[] = [];

  constructor(config: RecordingConfig, api: ModuleApi) {
    this.#config = config;
    this.#serverName = api.serverName;
    api.registerWebResource(`${TRACE_PATH}/${config.name}`, () => this.#trace);
  }

  /**
   * Writes down a call, and does what the module is configured to do for who acts.
   *
   * @param actor A user ID, a localpart or an address.
   * @param usual The answer that lets everybody be.
   */
  protected async play<Answer>(
    callback: string,
    actor: string,
    args: readonly unknown[],
    usual: Answer,
    special: SpecialAnswers<Answer> = {},
  ): Promise<Answer> {
    const recorded: JsonValue[] = [];
    this.#trace.push({ order: (order += 1), module: this.#config.name, callback, args: recorded });
    recorded.push(...(await Promise.all(args.map(asJson))));

    const behaviours = this.#config.behaviours[callback];
    const behaviour = behaviours?.[nameOf(actor)] ?? behaviours?.['*'];
    if (behaviour === undefined) return usual;
    if ('edits' in behaviour) return special.edit?.(behaviour.edits) ?? usual;
    if ('adds' in behaviour) return special.add?.(ODD_VALUES[behaviour.adds]) ?? usual;
    if ('names' in behaviour) {
      return special.name?.(behaviour.names.map((name) => this.#fellow(name, actor))) ?? usual;
    }
    // A module may answer with what its callback does not allow: that is what some cases are about.
    return (await perform(behaviour)) as Answer;
  }

  /** The user of that name who belongs to the same case as another one; `*` stands for that one. */
  #fellow(name: string, other: string): UserId {
    const localpart = name === '*' ? nameOf(other) : name;
    return `@${localpart}${/\.\d+/.exec(other)?.[0] ?? ''}:${this.#serverName}`;
  }
}

async function perform(
  behaviour: Exclude<Behaviour, { edits: unknown } | { names: unknown } | { adds: unknown }>,
): Promise<JsonValue> {
  if ('returns' in behaviour) return behaviour.returns;
  if ('throws' in behaviour) throw new Error(behaviour.throws);
  if ('refuses' in behaviour) throw refusalError(behaviour.refuses);
  return new Promise(() => {});
}

function refusalError({ status, error, errcode, fields }: Refusal): SynapseError {
  return new SynapseError(status, error, errcode, fields);
}

/** What a case calls somebody: `@mallory.3:localhost`, `mallory.3` and `mallory@example.com` are all `mallory`. */
function nameOf(actor: string): string {
  return /^@?([^.:@]*)/.exec(actor)?.[1] ?? '';
}
