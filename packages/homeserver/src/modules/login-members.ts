import type { HostPort } from '@bouton/runtime';
import type { Users } from '../users/compose-users.ts';

/** The members of the `ModuleApi` that are about logins by others than the homeserver. */
export type LoginMembers = Required<
  Pick<HostPort, 'recordUserExternalId' | 'createLoginToken' | 'completeSsoLoginAsync'>
>;

/** Who did the single sign-on where the module does not say. */
const UNKNOWN_PROVIDER = '<unknown>';

/** What modules can do to log users in. */
export function loginMembers({ externalIds, loginTokens, ssoCompletion }: Users): LoginMembers {
  return {
    recordUserExternalId: (authProvider, externalId, userId) =>
      externalIds.record(userId, { authProvider, externalId }),

    createLoginToken: (userId, durationMs, authProviderId, authProviderSessionId) =>
      loginTokens.create({ userId, durationMs, authProviderId, authProviderSessionId }),

    completeSsoLoginAsync: (userId, _request, clientRedirectUrl, options = {}) => {
      const { newUser = false, authProviderId = UNKNOWN_PROVIDER } = options;
      return ssoCompletion.complete({ userId, clientRedirectUrl, newUser, authProviderId });
    },
  };
}
