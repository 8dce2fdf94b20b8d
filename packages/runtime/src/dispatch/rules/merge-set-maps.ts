import type { UserId, UserPresenceState } from '@bouton/sdk';
import { ASK_NEXT, type Combiner, type ReportAnswer } from '../combiner.ts';

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
