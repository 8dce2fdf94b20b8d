import type { HostPort } from '@bouton/runtime';
import type { JsonObject, Requester } from '@bouton/sdk';
import { deepFreeze } from '@bouton/contract';
import type { CallSynapse } from './call-synapse.ts';

/** The members that take a web request, or give account data. */
export type UserMembers = Pick<Required<HostPort>, 'getUserByReq' | 'completeSsoLoginAsync' | 'accountDataManager'>;

/** An answer that Synapse would have given, as it stands on the wire. */
interface WireAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/**
 * What modules do with users.
 *
 * @param webRequestOf The id under which Synapse knows a web request; throws a TypeError where it does not.
 */
export function userMembers(call: CallSynapse, webRequestOf: (request: Request) => number): UserMembers {
  return {
    getUserByReq: async (request, options) => (await call('getUserByReq', webRequestOf(request), options)) as Requester,
    completeSsoLoginAsync: async (userId, request, clientRedirectUrl, options) => {
      const id = webRequestOf(request);
      const answer = (await call('completeSsoLoginAsync', userId, id, clientRedirectUrl, options)) as WireAnswer;
      return new Response(answer.body === '' ? null : answer.body, {
        status: answer.status,
        headers: answer.headers.map(([name, value]) => [name, value]),
      });
    },
    accountDataManager: {
      getGlobal: async (userId, dataType) =>
        deepFreeze((await call('accountDataManager.getGlobal', userId, dataType)) as JsonObject | null),
      putGlobal: async (userId, dataType, newData) =>
        void (await call('accountDataManager.putGlobal', userId, dataType, newData)),
    },
  };
}
