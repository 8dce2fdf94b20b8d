/** The categories of callbacks, under the names of Synapse's `register_<category>_callbacks` methods. */
export const CATEGORY_NAMES = [
  'spam_checker',
  'account_validity',
  'third_party_rules',
  'presence_router',
  'password_auth_provider',
  'background_update_controller',
  'account_data',
  'media_repository',
  'ratelimit',
  'add_extra_fields_to_unsigned_client_event',
  'federation',
] as const;

/** One of the {@linkcode CATEGORY_NAMES}. */
export type CategoryName = (typeof CATEGORY_NAMES)[number];
