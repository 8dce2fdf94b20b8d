import type { JsonObject } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';

/** Where the Client-Server API begins. */
export const CLIENT = '/_matrix/client/v3';

/** A room in a sync's answer. */
export interface SyncedRoom {
  readonly timeline: { readonly events: readonly JsonObject[]; readonly limited: boolean; readonly prev_batch: string };
  readonly state: { readonly events: readonly JsonObject[] };
  readonly ephemeral: { readonly events: readonly JsonObject[] };
  readonly account_data: { readonly events: readonly JsonObject[] };
  readonly unread_notifications: JsonObject;
  readonly summary: JsonObject;
  readonly invite_state: { readonly events: readonly JsonObject[] };
}

/** A sync's answer. */
export interface Sync {
  readonly next_batch: string;
  readonly rooms: Readonly<Record<'join' | 'invite' | 'knock' | 'leave', Readonly<Record<string, SyncedRoom>>>>;
  readonly account_data: { readonly events: readonly JsonObject[] };
  readonly presence: { readonly events: readonly JsonObject[] };
  readonly to_device: { readonly events: readonly JsonObject[] };
}

/** One sync of a user. */
export async function sync(
  user: TestUser,
  since?: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Sync> {
  const parameters = new URLSearchParams({ ...(since === undefined ? {} : { since }), ...query });
  return (await user.request('GET', `${CLIENT}/sync?${parameters.toString()}`)) as unknown as Sync;
}

/** The texts of the messages in a room's timeline. */
export function bodies(room: SyncedRoom | undefined): unknown[] {
  return (room?.timeline.events ?? [])
    .filter(({ type }) => type === 'm.room.message')
    .map(({ content }) => (content as JsonObject)['body']);
}

/** The types of events. */
export function types(events: readonly JsonObject[] | undefined): unknown[] {
  return (events ?? []).map(({ type }) => type);
}
