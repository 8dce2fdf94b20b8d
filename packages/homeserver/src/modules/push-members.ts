import type { HostPort } from '@bouton/runtime';
import type { Push } from '../pushers/compose-push.ts';

/** The members of the `ModuleApi` that are about push. */
export type PushMembers = Required<Pick<HostPort, 'sendHttpPushNotification' | 'setPushRuleAction'>>;

/** What modules can do with push rules and pushers. */
export function pushMembers({ pushers, rules }: Push): PushMembers {
  return {
    sendHttpPushNotification: (userId, deviceId, content, tweaks, defaultPayload) =>
      pushers.send(userId, deviceId, content, tweaks, defaultPayload),

    setPushRuleAction: async (userId, scope, kind, ruleId, actions) => {
      if (scope !== 'global') throw new Error(`invalid scope ${scope}, only 'global' is currently allowed`);
      await rules.setActions(userId, kind, ruleId, actions);
    },
  };
}
