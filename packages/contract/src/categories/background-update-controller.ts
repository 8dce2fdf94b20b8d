import { type CategoryContract, defineCategory } from '../define-category.ts';

const rows = {
  on_update: {
    since: '1.49',
    parameters: [
      ['update_name', 'string'],
      ['database_name', 'string'],
      ['one_shot', 'boolean'],
    ],
    combine: { rule: 'firstRegistered' },
    outcome: { form: 'generator', uncontrolled: 100 },
    onException: 'propagate',
    operation: 'notification',
  },
  default_batch_size: {
    since: '1.49',
    parameters: [
      ['update_name', 'string'],
      ['database_name', 'string'],
    ],
    combine: { rule: 'firstRegistered' },
    outcome: { form: 'batchSize', uncontrolled: 100 },
    onException: 'propagate',
    operation: 'notification',
    requires: ['on_update'],
  },
  min_batch_size: {
    since: '1.49',
    parameters: [
      ['update_name', 'string'],
      ['database_name', 'string'],
    ],
    combine: { rule: 'firstRegistered' },
    outcome: { form: 'batchSize', uncontrolled: 1 },
    onException: 'propagate',
    operation: 'notification',
    requires: ['on_update'],
  },
} as const;

/**
 * Callbacks that set the pace of the database's background updates; the first module that has them is asked alone. While
 * it cannot be asked, the homeserver sets the pace.
 * https://element-hq.github.io/synapse/latest/modules/background_update_controller_callbacks.html
 */
export const backgroundUpdateController: CategoryContract<'background_update_controller', typeof rows> = defineCategory(
  'background_update_controller',
  rows,
);
