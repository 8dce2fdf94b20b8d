import { type CategoryContract, defineCategory } from '../define-category.ts';

const rows = {
  // The room ID is null for global account data.
  on_account_data_updated: {
    since: '1.57',
    parameters: [
      ['user_id', 'userId'],
      ['room_id', 'optionalRoomId'],
      ['account_data_type', 'string'],
      ['content', 'editableJson'],
    ],
    combine: { rule: 'notifyAll' },
    onException: 'log',
    operation: 'notification',
  },
} as const;

/**
 * The callback that hears of changes to users' account data.
 * https://element-hq.github.io/synapse/latest/modules/account_data_callbacks.html
 */
export const accountData: CategoryContract<'account_data', typeof rows> = defineCategory('account_data', rows);
