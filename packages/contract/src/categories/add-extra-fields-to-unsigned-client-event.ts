import { type CategoryContract, defineCategory } from '../define-category.ts';

const rows = {
  add_field_to_unsigned_callback: {
    since: '1.96',
    parameters: [['event', 'event']],
    combine: { rule: 'mergeFields' },
    onException: 'propagate',
    operation: 'notification',
  },
} as const;

/**
 * The callback that adds fields to the `unsigned` of events that clients receive.
 * https://element-hq.github.io/synapse/latest/modules/add_extra_fields_to_client_events_unsigned.html
 */
export const addExtraFieldsToUnsignedClientEvent: CategoryContract<
  'add_extra_fields_to_unsigned_client_event',
  typeof rows
> = defineCategory('add_extra_fields_to_unsigned_client_event', rows);
