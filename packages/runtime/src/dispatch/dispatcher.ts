import { callbackContract, type CallbackContract, type CategoryName } from '@bouton/contract';
import type { EventFilter, Logger } from '@bouton/sdk';
import type { RegisteredCallback } from '../registry/registered-callbacks.ts';
import type { Registry } from '../registry/registry.ts';
import { AuthCheckers } from './auth-checkers.ts';
import { DEFAULT_CALLBACK_POLICY, failureRuleChoice, type CallbackPolicy } from './callback-policy.ts';
import { CallbackRules } from './callback-rules.ts';
import type { Callbacks } from './callbacks.ts';
import { combinerOf } from './combiner-of.ts';
import { createCallbacks } from './create-callbacks.ts';
import { copyArguments } from './copy-arguments.ts';
import { argumentEvent, compileEventFilter } from './event-filter.ts';
import { DeadlineQueue } from './deadline-queue.ts';
import { OrderedCallbacks, type ModuleCallback } from './ordered-callbacks.ts';
import { reportAnswers } from './combiner.ts';

/** What a {@linkcode Dispatcher} works with. */
export interface DispatcherOptions {
  /** Tells local senders of events from remote ones. */
  readonly serverName: string;
  readonly log: Logger;
  /** The administrator's policies, by Synapse's names of the callbacks. */
  readonly policies?: ReadonlyMap<string, CallbackPolicy>;
  /** Whether the homeserver itself asks the second callback of a row with `thenAsk`, as Synapse does. */
  readonly goesOnItself?: boolean;
}

/**
 * Asks the modules of a registry. Its {@linkcode Callbacks} are there from the beginning, so that a host can be built
 * around them: until a registry is given nobody answers, and another one may be given at any time.
 */
export class Dispatcher {
  readonly callbacks: Callbacks;
  readonly #options: DispatcherOptions;
  readonly #ordered: { readonly row: CallbackContract; readonly callbacks: OrderedCallbacks }[] = [];
  readonly #authCheckers: AuthCheckers;
  /** By the deadline in milliseconds. */
  readonly #deadlines = new Map<number, DeadlineQueue>();
  #registry: Registry | undefined;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#authCheckers = new AuthCheckers(this.#rulesOf(callbackContract('password_auth_provider', 'auth_checkers')));
    this.callbacks = createCallbacks({
      order: (row) => this.#order(row),
      has: (category, callback) => this.#has(category, callback),
      goesOnItself: options.goesOnItself ?? false,
      authCheckers: this.#authCheckers,
    });
  }

  /** Asks the modules of this registry from now on. Operations that have begun go on with the modules they began with. */
  use(registry: Registry): void {
    for (const { row, callbacks } of this.#ordered) {
      const registered = registry.callbacks(row.category, row.name);
      callbacks.use(toModuleCallbacks(row, registered, this.#options.serverName));
    }
    this.#authCheckers.use(registry.loginTypes);
    this.#registry = registry;
  }

  #order(row: CallbackContract): OrderedCallbacks {
    const callbacks = new OrderedCallbacks(this.#rulesOf(row));
    this.#ordered.push({ row, callbacks });
    return callbacks;
  }

  #rulesOf(row: CallbackContract): CallbackRules {
    const { serverName, log, policies } = this.#options;
    const policy = policies?.get(row.name) ?? DEFAULT_CALLBACK_POLICY;
    return new CallbackRules(row, combinerOf(row, reportAnswers(row, log)), {
      deadlines: this.#deadlinesOf(policy.deadlineMs),
      chooseFailureRule: failureRuleChoice(row, policy, serverName),
      log,
    });
  }

  #deadlinesOf(deadlineMs: number): DeadlineQueue {
    const known = this.#deadlines.get(deadlineMs);
    if (known !== undefined) return known;
    const deadlines = new DeadlineQueue(deadlineMs);
    this.#deadlines.set(deadlineMs, deadlines);
    return deadlines;
  }

  #has(category: CategoryName, callback: string): boolean {
    if (callbackContract(category, callback).perLoginType) return this.#authCheckers.fields.size > 0;
    return (this.#registry?.callbacks(category, callback).length ?? 0) > 0;
  }
}

/** Makes what is registered for one callback ready to be asked: with their filters, and with copies of arguments. */
function toModuleCallbacks(
  row: CallbackContract,
  registered: readonly RegisteredCallback[],
  serverName: string,
): readonly ModuleCallback[] {
  return registered.map(({ module, call, when }) => ({
    module,
    call: copyArguments(row, call),
    wants: when && wants(row, when, serverName),
  }));
}

function wants(row: CallbackContract, when: EventFilter, serverName: string): (args: readonly unknown[]) => boolean {
  const eventOf = argumentEvent(row);
  const matches = compileEventFilter(when, serverName);
  return (args) => matches(eventOf(args));
}
