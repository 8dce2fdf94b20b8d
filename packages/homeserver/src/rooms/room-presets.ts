import { Codes, SynapseError, type JsonObject } from '@bouton/sdk';

/** What a new room is like if its creator does not say. https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3createroom */
export interface RoomPreset {
  readonly joinRule: 'invite' | 'public';
  readonly historyVisibility: 'shared';
  readonly guestsMayJoin: boolean;
  /** Whether the invited users get the creator's power. */
  readonly inviteesHavePower: boolean;
  /** Merged into the default power levels. */
  readonly powerLevels: Readonly<JsonObject>;
}

const PRIVATE_CHAT: RoomPreset = {
  joinRule: 'invite',
  historyVisibility: 'shared',
  guestsMayJoin: true,
  inviteesHavePower: false,
  powerLevels: { invite: 0 },
};

const PRESETS: ReadonlyMap<unknown, RoomPreset> = new Map<unknown, RoomPreset>([
  ['private_chat', PRIVATE_CHAT],
  ['trusted_private_chat', { ...PRIVATE_CHAT, inviteesHavePower: true }],
  [
    'public_chat',
    {
      joinRule: 'public',
      historyVisibility: 'shared',
      guestsMayJoin: false,
      inviteesHavePower: false,
      powerLevels: { events: { 'm.call.invite': 50 } },
    },
  ],
]);

/** The preset of that name. @throws {SynapseError} 400 `M_BAD_JSON` if there is none. */
export function roomPreset(name: unknown): RoomPreset {
  const preset = PRESETS.get(name);
  if (preset === undefined) throw new SynapseError(400, `'${String(name)}' is not a valid preset`, Codes.BAD_JSON);
  return preset;
}
