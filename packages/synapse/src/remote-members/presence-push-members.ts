import type { HostPort } from '@bouton/runtime';
import type { CallSynapse } from './call-synapse.ts';

/** The members that are about presence and push, with maps and iterables. */
export type PresencePushMembers = Pick<
  Required<HostPort>,
  'sendLocalOnlinePresenceTo' | 'setPresenceForUsers' | 'sendHttpPushNotification'
>;

/** What modules do with presence and push. */
export function presencePushMembers(call: CallSynapse): PresencePushMembers {
  return {
    sendLocalOnlinePresenceTo: async (users) => void (await call('sendLocalOnlinePresenceTo', [...users])),
    setPresenceForUsers: async (users) => void (await call('setPresenceForUsers', Object.fromEntries(users))),
    sendHttpPushNotification: async (...args) =>
      new Map(Object.entries((await call('sendHttpPushNotification', ...args)) as Record<string, boolean>)),
  };
}
