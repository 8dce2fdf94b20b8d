import { type CategoryContract, defineCategory } from '../define-category.ts';

const rows = {
  get_users_for_states: {
    since: '1.42',
    parameters: [['state_updates', 'presenceStates']],
    combine: { rule: 'mergeSetMaps' },
    onException: 'log',
    operation: 'notification',
    requires: ['get_interested_users'],
  },
  get_interested_users: {
    since: '1.42',
    parameters: [['user_id', 'userId']],
    combine: { rule: 'mergeSetsOrAll' },
    onException: 'log',
    operation: 'notification',
    requires: ['get_users_for_states'],
  },
} as const;

/**
 * Callbacks that route users' presence to further users; a module has both or neither.
 * https://element-hq.github.io/synapse/latest/modules/presence_router_callbacks.html
 */
export const presenceRouter: CategoryContract<'presence_router', typeof rows> = defineCategory('presence_router', rows);
