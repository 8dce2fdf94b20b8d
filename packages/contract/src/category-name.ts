import { toCamelCase, type CamelCase } from './names.ts';

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

/** The categories that TypeScript calls otherwise than Synapse does. */
const OTHER_KEYS = { add_extra_fields_to_unsigned_client_event: 'unsignedEventData' } as const;

/** The type-level {@linkcode categoryKey}: `CategoryKey<'spam_checker'>` is `'spamChecker'`. */
export type CategoryKey<Category extends CategoryName> = Category extends keyof typeof OTHER_KEYS
  ? (typeof OTHER_KEYS)[Category]
  : CamelCase<Category>;

/** A category's name in TypeScript: `spam_checker` → `spamChecker`. */
export function categoryKey<const Category extends CategoryName>(category: Category): CategoryKey<Category> {
  const keys: Readonly<Partial<Record<CategoryName, string>>> = OTHER_KEYS;
  return (keys[category] ?? toCamelCase(category)) as CategoryKey<Category>;
}
