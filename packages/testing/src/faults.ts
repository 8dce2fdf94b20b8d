import type { EmbeddedHost } from '@bouton/homeserver';
import type { AccountDataManager, ModuleApi, PublicRoomListManager } from '@bouton/sdk';

type Asynchronous = (...args: never[]) => Promise<unknown>;

/** A member of `ModuleApi` that can be made to fail: one that asks the homeserver and returns a promise. */
export type FaultyMember =
  | {
      [Member in keyof EmbeddedHost & keyof ModuleApi]: ModuleApi[Member] extends Asynchronous ? Member : never;
    }[keyof EmbeddedHost & keyof ModuleApi]
  | `accountDataManager.${keyof AccountDataManager}`
  | `publicRoomListManager.${keyof PublicRoomListManager}`;

/** What a member fails with; or a function of its arguments that says it, or undefined if that call is to work. */
export type Fault = Error | ((...args: readonly unknown[]) => Error | undefined);

/** How often a fault happens. */
export interface FaultOptions {
  /** After so many failures the member works again. Left out: until the fault is disposed. */
  readonly times?: number;
}

interface ActiveFault {
  readonly fault: Fault;
  left: number;
}

/** Makes members of the homeserver's ModuleApi fail. */
export class Faults {
  readonly #host: object;
  /** By the member's name; the newest last. */
  readonly #active = new Map<string, Set<ActiveFault>>();

  constructor(host: object) {
    this.#host = host;
  }

  /**
   * From now on the member rejects, for every module. Faults of one member may stand together: the newest is asked first.
   *
   * @throws {TypeError} If the homeserver has no such member.
   */
  add(member: FaultyMember, fault: Fault, { times = Infinity }: FaultOptions = {}): Disposable {
    const faults = this.#active.get(member) ?? this.#replace(member);
    const active = { fault, left: times };
    faults.add(active);
    return { [Symbol.dispose]: () => void faults.delete(active) };
  }

  /** Puts a function in the place of the member that asks for faults first. It stays. */
  #replace(member: string): Set<ActiveFault> {
    const [name = '', ...outer] = member.split('.').toReversed();
    const owner: unknown = outer.length === 0 ? this.#host : Reflect.get(this.#host, outer.join('.'));
    const original: unknown = typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
    if (typeof owner !== 'object' || owner === null || typeof original !== 'function') {
      throw new TypeError(`The embedded homeserver has no ${member} that can fail`);
    }
    const faults = new Set<ActiveFault>();
    const value = async (...args: readonly unknown[]): Promise<unknown> => {
      for (const active of [...faults].toReversed()) {
        const error = typeof active.fault === 'function' ? active.fault(...args) : active.fault;
        if (error === undefined || active.left <= 0) continue;
        active.left -= 1;
        throw error;
      }
      return Reflect.apply(original, owner, args) as unknown;
    };
    Object.defineProperty(owner, name, { value, configurable: true, writable: true, enumerable: true });
    this.#active.set(member, faults);
    return faults;
  }
}
