import type { UserId } from '@bouton/sdk';
import { initialPowerLevels } from './initial-power-levels.ts';
import type { InitialStateEvent, NewRoomConfig } from './new-room-config.ts';

/**
 * The state of a new room beyond its create event and its creator's membership, in the order in which it is sent: the power
 * levels first; what the creator asks for replaces what the preset would set.
 */
export function initialState(config: NewRoomConfig, creator: UserId): InitialStateEvent[] {
  const { alias, preset, name, topic } = config;
  const asked = (type: string): InitialStateEvent | undefined =>
    config.initialState.find((event) => event.type === type && event.state_key === '');
  const powerLevels =
    asked('m.room.power_levels') ?? stateEvent('m.room.power_levels', initialPowerLevels(config, creator));
  const defaults = [
    ...(alias === undefined ? [] : [stateEvent('m.room.canonical_alias', { alias })]),
    stateEvent('m.room.join_rules', { join_rule: preset.joinRule }),
    stateEvent('m.room.history_visibility', { history_visibility: preset.historyVisibility }),
    ...(preset.guestsMayJoin ? [stateEvent('m.room.guest_access', { guest_access: 'can_join' })] : []),
  ];
  return [
    powerLevels,
    ...defaults.filter(({ type }) => asked(type) === undefined),
    ...config.initialState.filter((event) => event !== powerLevels),
    ...(name === undefined ? [] : [stateEvent('m.room.name', { name })]),
    ...(topic === undefined ? [] : [stateEvent('m.room.topic', { topic, 'm.topic': { 'm.text': [{ body: topic }] } })]),
  ];
}

function stateEvent(type: string, content: InitialStateEvent['content']): InitialStateEvent {
  return { type, state_key: '', content };
}
