import type { LoginType } from '../registry/login-types.ts';
import type { CallbackRules } from './callback-rules.ts';
import { copyArguments } from './copy-arguments.ts';
import { OrderedCallbacks } from './ordered-callbacks.ts';

/** The auth checkers of all modules. Each login type is a callback of its own, with the rules of the row `auth_checkers`. */
export class AuthCheckers {
  readonly #rules: CallbackRules;
  readonly #nobody: OrderedCallbacks;
  #byLoginType: ReadonlyMap<string, OrderedCallbacks> = new Map();
  #fields: ReadonlyMap<string, readonly string[]> = new Map();

  constructor(rules: CallbackRules) {
    this.#rules = rules;
    this.#nobody = new OrderedCallbacks(rules);
  }

  /** The fields that each login type needs, in the order of registration. */
  get fields(): ReadonlyMap<string, readonly string[]> {
    return this.#fields;
  }

  /** Replaces the checkers. */
  use(loginTypes: ReadonlyMap<string, LoginType>): void {
    this.#fields = new Map([...loginTypes].map(([loginType, { fields }]) => [loginType, fields]));
    this.#byLoginType = new Map([...loginTypes].map(([loginType, { checkers }]) => [loginType, this.#order(checkers)]));
  }

  /** Asks the checkers of the login type. */
  ask(args: readonly [username: string, loginType: string, loginDict: object]): Promise<unknown> {
    return (this.#byLoginType.get(args[1]) ?? this.#nobody).ask(args);
  }

  #order(checkers: LoginType['checkers']): OrderedCallbacks {
    const ordered = new OrderedCallbacks(this.#rules);
    const { row } = this.#rules;
    ordered.use(
      checkers.map(({ module, check }) => ({
        module,
        call: copyArguments(row, (...args) => Reflect.apply(check, undefined, args)),
      })),
    );
    return ordered;
  }
}
