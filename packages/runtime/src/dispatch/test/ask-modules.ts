import { callbackContract, categoryKey, toCamelCase, type CategoryName } from '@bouton/contract';
import { SynapseError } from '@bouton/sdk';
import { RegistryBuilder } from '../../registry/registry.ts';
import type { NewCallback } from '../../registry/registered-callbacks.ts';
import { RecordingLogger } from '../../../../testing/src/standalone/recording-logger.ts';
import type { CallbackPolicy } from '../callback-policy.ts';
import { Dispatcher } from '../dispatcher.ts';

/** How a module of a test answers. */
export type Answer = (...args: readonly unknown[]) => unknown;

/** What an operation of a test came to. */
export interface Asked {
  /** The outcome; a SynapseError as `{ denial }`, an error that the operation failed with as `{ rejects }`. */
  readonly outcome: unknown;
  /** The modules that were called, in order. */
  readonly asked: readonly string[];
  readonly log: readonly string[];
}

/** Options of {@linkcode askModules}. */
export interface AskOptions {
  readonly args?: readonly unknown[];
  readonly policy?: Partial<CallbackPolicy>;
  readonly when?: NewCallback['when'];
}

/** Registers modules, by name, with their answers to one callback, and asks them through a real dispatcher. */
export async function askModules(
  category: CategoryName,
  callback: string,
  modules: Readonly<Record<string, Answer>>,
  { args = [], policy, when }: AskOptions = {},
): Promise<Asked> {
  const log = new RecordingLogger();
  const asked: string[] = [];
  const builder = new RegistryBuilder(log);
  const { requires = [] } = callbackContract(category, callback);
  for (const [module, answer] of Object.entries(modules)) {
    builder.openModule(module).registerCallbacks(category, [
      {
        callback,
        when,
        call: (...received) => {
          asked.push(module);
          return answer(...received);
        },
      },
      ...requires.map((required) => ({ callback: required, call: () => undefined })),
    ]);
  }
  const policies = new Map(policy && [[callback, { deadlineMs: 20, ...policy }]]);
  const dispatcher = new Dispatcher({ serverName: 'here', log, policies });
  dispatcher.use(builder.finish());
  const functions: unknown = Reflect.get(dispatcher.callbacks, categoryKey(category));
  const ask = Reflect.get(Object(functions), toCamelCase(callback)) as (
    ...args: readonly unknown[]
  ) => Promise<unknown>;
  const outcome = await describe(ask(...args));
  return { outcome, asked, log: log.lines };
}

async function describe(outcome: Promise<unknown>): Promise<unknown> {
  try {
    const value = await outcome;
    return SynapseError.is(value) ? { denial: describeError(value) } : value;
  } catch (error) {
    return { rejects: describeError(error) };
  }
}

/** An error as a test compares it: a SynapseError as the client sees it. */
export function describeError(error: unknown): unknown {
  return SynapseError.is(error) ? { status: error.status, ...error.toJson() } : String(error);
}

/** The answers that every rule must cope with. */
export const never: Answer = () => new Promise(() => undefined);

/** A module with a fault. */
export const throws: Answer = () => {
  throw new Error('broken');
};

/** A module that answers the client itself. */
export const throwsSynapseError: Answer = () => {
  throw new SynapseError(429, 'slow down', 'M_LIMIT_EXCEEDED', { retry_after_ms: 5 });
};

/** What the client sees of {@linkcode throwsSynapseError}. */
export const SLOW_DOWN = { status: 429, errcode: 'M_LIMIT_EXCEEDED', error: 'slow down', retry_after_ms: 5 };

/** What the client sees if a module did not answer in time. */
export const UNAVAILABLE = { status: 503, errcode: 'M_UNKNOWN', error: 'A module of this homeserver does not answer' };
