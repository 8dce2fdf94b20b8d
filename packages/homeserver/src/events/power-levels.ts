import type { JsonValue } from '@bouton/sdk';
import { creatorOf, privilegedCreatorsOf } from './creators.ts';
import { forbidden } from './forbidden.ts';
import { isJsonObject, ownValue, type ReadonlyJsonObject } from '../lib/json-guards.ts';
import type { Pdu } from './pdu.ts';
import type { RoomVersion } from './room-version.ts';
import type { StateLookup } from './state-lookup.ts';

/** Who may do what in a room: its power levels, with the defaults for what is not set. */
export class PowerLevels {
  readonly #content: ReadonlyJsonObject;
  readonly #privileged: readonly string[];
  /** The one user with a power level of 100 while the room has no power levels event. */
  readonly #creator: string | undefined;

  /** @param powerLevels The room's `m.room.power_levels` event, if it has one. */
  constructor(create: Pdu, powerLevels: Pdu | undefined, roomVersion: RoomVersion) {
    this.#content = powerLevels?.content ?? {};
    this.#privileged = privilegedCreatorsOf(create, roomVersion);
    this.#creator = powerLevels === undefined ? creatorOf(create, roomVersion) : undefined;
  }

  /** @throws SynapseError 403 `M_FORBIDDEN` if the state has no create event. */
  static of(state: StateLookup, roomVersion: RoomVersion): PowerLevels {
    const create = state('m.room.create', '');
    if (create === undefined) throw forbidden('No create event in auth events');
    return new PowerLevels(create, state('m.room.power_levels', ''), roomVersion);
  }

  /** A user's power level: `Infinity` for a creator from room version 12 on. */
  ofUser(userId: string): number {
    if (this.#privileged.includes(userId)) return Infinity;
    if (this.#creator === userId) return 100;
    return this.#entry('users', userId) ?? this.#level('users_default', 0);
  }

  /** The level that it takes to send an event of that type. */
  toSend(type: string, isState: boolean): number {
    return (
      this.#entry('events', type) ?? (isState ? this.#level('state_default', 50) : this.#level('events_default', 0))
    );
  }

  /** The level that it takes to notify others in that way: `room` for an `@room` mention. */
  toNotify(key: string): number {
    return this.#entry('notifications', key) ?? 50;
  }

  get invite(): number {
    return this.#level('invite', 0);
  }

  get kick(): number {
    return this.#level('kick', 50);
  }

  get ban(): number {
    return this.#level('ban', 50);
  }

  /** The level that it takes to redact other users' events. */
  get redact(): number {
    return this.#level('redact', 50);
  }

  #level(key: string, fallback: number): number {
    return toLevel(this.#content[key]) ?? fallback;
  }

  #entry(key: 'users' | 'events' | 'notifications', name: string): number | undefined {
    const entries = this.#content[key];
    return isJsonObject(entries) ? toLevel(ownValue(entries, name)) : undefined;
  }
}

function toLevel(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
