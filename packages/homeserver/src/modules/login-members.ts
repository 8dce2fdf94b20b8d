import type { HostPort } from '@bouton/runtime';
import type { Users } from '../users/compose-users.ts';

/** The members of the `ModuleApi` that are about how users come in: logins by others than the homeserver, and registration tokens. */
export type LoginMembers = Required<
  Pick<
    HostPort,
    | 'recordUserExternalId'
    | 'getExternalIdsByUser'
    | 'createLoginToken'
    | 'completeSsoLoginAsync'
    | 'createRegistrationToken'
    | 'registrationTokenIsValid'
  >
>;

/** Who did the single sign-on if the module does not say. */
const UNKNOWN_PROVIDER = '<unknown>';

/** What modules can do to log users in. */
export function loginMembers({ externalIds, loginTokens, registrationTokens, ssoCompletion }: Users): LoginMembers {
  return {
    recordUserExternalId: (authProvider, externalId, userId) =>
      externalIds.record(userId, { authProvider, externalId }),

    getExternalIdsByUser: async (userId) => externalIds.list(userId),

    createRegistrationToken: (options = {}) => registrationTokens.create(options),

    registrationTokenIsValid: async (token) => registrationTokens.isValid(token),

    createLoginToken: (userId, durationMs, authProviderId, authProviderSessionId) =>
      loginTokens.create({ userId, durationMs, authProviderId, authProviderSessionId }),

    completeSsoLoginAsync: (userId, _request, clientRedirectUrl, options = {}) => {
      const { newUser = false, authProviderId = UNKNOWN_PROVIDER } = options;
      return ssoCompletion.complete({ userId, clientRedirectUrl, newUser, authProviderId });
    },
  };
}
