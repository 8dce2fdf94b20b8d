import { type CategoryContract, defineCategory } from '../define-category.ts';

const rows = {
  on_event_delivered_over_federation: {
    since: '1.158',
    parameters: [['delivery', 'federationDelivery']],
    combine: { rule: 'notifyAll' },
    onException: 'log',
    operation: 'notification',
  },
} as const;

/**
 * The callback that hears which events reached other servers.
 * https://element-hq.github.io/synapse/latest/modules/federation_callbacks.html
 */
export const federation: CategoryContract<'federation', typeof rows> = defineCategory('federation', rows);
