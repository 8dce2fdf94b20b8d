import { isJsonObject } from '../lib/json-guards.ts';
import type { Pdu } from './pdu.ts';
import type { StateKey } from './state-lookup.ts';

/**
 * Under which keys the state events stand that decide whether an event is allowed, as far as a room has them. They are the
 * event's auth events; the create event is always among them, and {@linkcode buildEvent} leaves it out if the room version
 * says so.
 * https://spec.matrix.org/v1.16/server-server-api/#auth-events-selection
 */
export function authEventKeys(event: Pick<Pdu, 'type' | 'sender' | 'state_key' | 'content'>): readonly StateKey[] {
  if (event.type === 'm.room.create') return [];
  const keys: StateKey[] = [
    ['m.room.create', ''],
    ['m.room.power_levels', ''],
    ['m.room.member', event.sender],
  ];
  if (event.type === 'm.room.member') keys.push(...memberEventKeys(event));
  return keys;
}

function* memberEventKeys({
  sender,
  state_key: target,
  content,
}: Pick<Pdu, 'sender' | 'state_key' | 'content'>): Generator<StateKey> {
  const { membership, third_party_invite: thirdPartyInvite, join_authorised_via_users_server: authoriser } = content;
  if (target !== undefined && target !== sender) yield ['m.room.member', target];
  if (membership === 'join' || membership === 'invite' || membership === 'knock') yield ['m.room.join_rules', ''];
  if (membership === 'invite' && isJsonObject(thirdPartyInvite) && isJsonObject(thirdPartyInvite['signed'])) {
    const { token } = thirdPartyInvite['signed'];
    if (typeof token === 'string') yield ['m.room.third_party_invite', token];
  }
  if (membership === 'join' && typeof authoriser === 'string' && authoriser !== sender && authoriser !== target) {
    yield ['m.room.member', authoriser];
  }
}
