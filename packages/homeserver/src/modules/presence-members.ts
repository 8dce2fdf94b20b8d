import type { HostPort } from '@bouton/runtime';
import type { UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { Presence } from '../ephemeral/presence.ts';
import { assertUserIdForm, serverNameOf } from '../events/identifiers.ts';

/** The members of the `ModuleApi` that are about presence. */
export type PresenceMembers = Required<Pick<HostPort, 'sendLocalOnlinePresenceTo' | 'setPresenceForUsers'>>;

/** What modules can do with presence. If it is switched off, that is nothing. */
export function presenceMembers({ serverName, settings }: HomeserverContext, presence: Presence): PresenceMembers {
  return {
    sendLocalOnlinePresenceTo: async (users) => {
      const local: UserId[] = [];
      for (const userId of users) {
        assertUserIdForm(userId);
        // There is no other server that could be told.
        if (serverNameOf(userId) === serverName) local.push(userId);
      }
      if (settings.enablePresence) presence.showAllTo(local);
    },

    setPresenceForUsers: async (users) => {
      if (settings.enablePresence) await presence.setAll(users);
    },
  };
}
