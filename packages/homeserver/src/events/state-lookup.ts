import type { Pdu } from './pdu.ts';

/** The type and the state key under which a state event stands. */
export type StateKey = readonly [type: string, stateKey: string];

/**
 * The room's state before an event, as far as it was loaded: it must know the events under {@linkcode authEventKeys}.
 */
export type StateLookup = (type: string, stateKey: string) => Pdu | undefined;

/** The membership of a user: `join`. Undefined if the room has no member event for them. */
export function membershipOf(state: StateLookup, userId: string): string | undefined {
  const membership = state('m.room.member', userId)?.content['membership'];
  return typeof membership === 'string' ? membership : undefined;
}

/** Who may join the room: `invite` if it has no rule. https://spec.matrix.org/v1.16/client-server-api/#mroomjoin_rules */
export function joinRuleOf(state: StateLookup): string {
  const rule = state('m.room.join_rules', '')?.content['join_rule'];
  return typeof rule === 'string' ? rule : 'invite';
}
