import { type JsonObject, PRESENCE_ALL_USERS, type UserId, type UserPresenceState } from '@bouton/sdk';
import { isJsonObject } from '../../lib/values.ts';
import { describeValue } from '../../text/describe-value.ts';
import { ASK_NEXT, type Combiner, type ReportAnswer } from '../combiner.ts';

// The rules by which all answers count.

/** Per user the presence states to send, by their value. */
type Routes = Map<UserId, Map<string, UserPresenceState>>;

/**
 * `mergeSetMaps`: maps from user IDs to sets of presence states, united per user; equal states count once. An answer that
 * is not a map is reported and skipped; a value that is not a set is reported and ends its map.
 */
export function combineMergeSetMaps(
  report: ReportAnswer,
): Combiner<ReadonlyMap<UserId, readonly UserPresenceState[]>, Routes> {
  return {
    begin: () => new Map(),
    take(answer, routes, module) {
      if (!isRoutes(answer)) {
        report(module, answer, 'it is skipped, because a Map from user IDs to Sets is wanted');
        return ASK_NEXT;
      }
      for (const [userId, states] of answer) {
        if (!isStates(states)) {
          report(module, states, `for ${userId}; it and the rest of the Map are skipped, because a Set is wanted`);
          break;
        }
        const route = routes.get(userId) ?? new Map<string, UserPresenceState>();
        for (const state of states) route.set(valueOf(state), state);
        routes.set(userId, route);
      }
      return ASK_NEXT;
    },
    end: (routes) => new Map([...routes].map(([userId, states]) => [userId, [...states.values()]])),
  };
}

function isRoutes(answer: unknown): answer is ReadonlyMap<UserId, unknown> {
  return answer instanceof Map;
}

function isStates(states: unknown): states is ReadonlySet<UserPresenceState> {
  return states instanceof Set;
}

function valueOf(state: UserPresenceState): string {
  return JSON.stringify([
    state.userId,
    state.state,
    state.lastActiveTs,
    state.lastFederationUpdateTs,
    state.lastUserSyncTs,
    state.statusMsg,
    state.currentlyActive,
  ]);
}

/** `mergeSetsOrAll`: sets of user IDs, united; `PRESENCE_ALL_USERS` ends it. Other answers are reported and skipped. */
export function combineMergeSetsOrAll(
  report: ReportAnswer,
): Combiner<ReadonlySet<UserId> | typeof PRESENCE_ALL_USERS, Set<UserId>> {
  return {
    begin: () => new Set(),
    take(answer, users, module) {
      if (answer === PRESENCE_ALL_USERS) return PRESENCE_ALL_USERS;
      if (isUsers(answer)) for (const userId of answer) users.add(userId);
      else report(module, answer, 'it is skipped, because a Set of user IDs or PRESENCE_ALL_USERS is wanted');
      return ASK_NEXT;
    },
    end: (users) => users,
  };
}

function isUsers(answer: unknown): answer is ReadonlySet<UserId> {
  return answer instanceof Set;
}

/** `mergeFields`: objects, merged in order, so that the last module wins a key. Other answers are a failure of the module. */
export function combineMergeFields(): Combiner<JsonObject, JsonObject> {
  return {
    begin: () => ({}),
    take(answer, fields) {
      if (!isJsonObject(answer)) throw new TypeError(`Expected an object, got ${describeValue(answer)}`);
      Object.assign(fields, answer);
      return ASK_NEXT;
    },
    end: (fields) => fields,
  };
}
