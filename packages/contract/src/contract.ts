import type { CallbackContract } from './callback-contract.ts';
import { accountData } from './categories/account-data.ts';
import { accountValidity } from './categories/account-validity.ts';
import { addExtraFieldsToUnsignedClientEvent } from './categories/add-extra-fields-to-unsigned-client-event.ts';
import { backgroundUpdateController } from './categories/background-update-controller.ts';
import { federation } from './categories/federation.ts';
import { mediaRepository } from './categories/media-repository.ts';
import { passwordAuthProvider } from './categories/password-auth-provider.ts';
import { presenceRouter } from './categories/presence-router.ts';
import { ratelimit } from './categories/ratelimit.ts';
import { spamChecker } from './categories/spam-checker.ts';
import { thirdPartyRules } from './categories/third-party-rules.ts';
import type { CategoryName } from './category-name.ts';

/** All categories of Synapse's module callbacks, in the order of {@linkcode CATEGORY_NAMES}. */
export const CONTRACT: readonly [
  typeof spamChecker,
  typeof accountValidity,
  typeof thirdPartyRules,
  typeof presenceRouter,
  typeof passwordAuthProvider,
  typeof backgroundUpdateController,
  typeof accountData,
  typeof mediaRepository,
  typeof ratelimit,
  typeof addExtraFieldsToUnsignedClientEvent,
  typeof federation,
] = Object.freeze([
  spamChecker,
  accountValidity,
  thirdPartyRules,
  presenceRouter,
  passwordAuthProvider,
  backgroundUpdateController,
  accountData,
  mediaRepository,
  ratelimit,
  addExtraFieldsToUnsignedClientEvent,
  federation,
]);

/** The rows of a category as literal types: `RowsOf<'ratelimit'>['get_ratelimit_override_for_user']['parameters']`. */
export type RowsOf<Category extends CategoryName> = Extract<
  (typeof CONTRACT)[number],
  { readonly category: Category }
>['rows'];

/** The names of a category's callbacks, as Synapse spells them. */
export type CallbackName<Category extends CategoryName = CategoryName> = Category extends CategoryName
  ? keyof RowsOf<Category> & string
  : never;

/** All callbacks of all categories, in order. */
export const CALLBACKS: readonly CallbackContract[] = Object.freeze(CONTRACT.flatMap(({ callbacks }) => callbacks));

const byName: ReadonlyMap<string, CallbackContract> = new Map(
  CALLBACKS.map((callback) => [`${callback.category}.${callback.name}`, callback]),
);

/**
 * What is fixed about one callback, by Synapse's names.
 *
 * @throws {RangeError} when Synapse has no such category, or the category no such callback
 */
export function callbackContract(category: string, name: string): CallbackContract {
  const callback = byName.get(`${category}.${name}`);
  if (callback !== undefined) return callback;
  const known = CONTRACT.find((candidate) => candidate.category === category);
  throw new RangeError(
    known === undefined
      ? `Cannot find the category "${category}" among ${CONTRACT.map((one) => one.category).join(', ')}`
      : `Cannot find the callback "${name}" among those of ${category}: ${Object.keys(known.rows).join(', ')}`,
  );
}
