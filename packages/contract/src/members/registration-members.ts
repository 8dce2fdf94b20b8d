import type { MemberRows } from './member-row.ts';

const CALLBACKS = { parameters: { callbacks: 'own' }, result: 'void', scope: null, way: 'runtime' } as const;

const rows = {
  register_spam_checker_callbacks: { since: '1.37', ...CALLBACKS, needs: needed('spam_checker') },
  register_account_validity_callbacks: { since: '1.39', ...CALLBACKS, needs: needed('account_validity') },
  register_ratelimit_callbacks: { since: '1.132', ...CALLBACKS, needs: needed('ratelimit') },
  register_media_repository_callbacks: { since: '1.132', ...CALLBACKS, needs: needed('media_repository') },
  register_third_party_rules_callbacks: { since: '1.39', ...CALLBACKS, needs: needed('third_party_rules') },
  register_presence_router_callbacks: { since: '1.42', ...CALLBACKS, needs: needed('presence_router') },
  register_password_auth_provider_callbacks: { since: '1.46', ...CALLBACKS, needs: needed('password_auth_provider') },
  register_background_update_controller_callbacks: {
    since: '1.49',
    ...CALLBACKS,
    needs: needed('background_update_controller'),
  },
  register_account_data_callbacks: { since: '1.57', ...CALLBACKS, needs: needed('account_data') },
  register_web_resource: {
    since: '1.37',
    parameters: { path: 'own', resource: 'own' },
    result: 'void',
    scope: null,
    way: 'runtime',
    needs: ['synapse.module_api:ModuleApi.register_web_resource'],
  },
  register_add_extra_fields_to_unsigned_client_event_callbacks: {
    since: '1.96',
    ...CALLBACKS,
    needs: needed('add_extra_fields_to_unsigned_client_event'),
  },
  register_federation_callbacks: { since: '1.158', ...CALLBACKS, needs: needed('federation') },
} as const satisfies MemberRows;

/** What modules register in their constructors. */
export const registrationMembers: typeof rows = rows;

function needed(category: string): readonly string[] {
  return [`synapse.module_api:ModuleApi.register_${category}_callbacks`];
}
