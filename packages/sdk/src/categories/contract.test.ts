import { CALLBACKS, CATEGORY_NAMES, eventParameterOf, toCamelCase, type CategoryName } from '@bouton/contract';
import { describe, expect, test } from 'vitest';
import { readCallbackNotes } from '../metadata/read-notes.ts';
import { AccountData } from './account-data.ts';
import { AccountValidity } from './account-validity.ts';
import { BackgroundUpdateController } from './background-update-controller.ts';
import { Federation } from './federation.ts';
import { MediaRepository } from './media-repository.ts';
import { PasswordAuthProvider } from './password-auth-provider.ts';
import { PresenceRouter } from './presence-router.ts';
import { Ratelimit } from './ratelimit.ts';
import { SpamChecker } from './spam-checker.ts';
import { ThirdPartyRules } from './third-party-rules.ts';
import { UnsignedEventData } from './unsigned-event-data.ts';

type Untyped = (...args: readonly unknown[]) => unknown;

const DECORATORS: Readonly<Record<CategoryName, unknown>> = {
  spam_checker: SpamChecker,
  account_validity: AccountValidity,
  third_party_rules: ThirdPartyRules,
  presence_router: PresenceRouter,
  password_auth_provider: PasswordAuthProvider,
  background_update_controller: BackgroundUpdateController,
  account_data: AccountData,
  media_repository: MediaRepository,
  ratelimit: Ratelimit,
  add_extra_fields_to_unsigned_client_event: UnsignedEventData,
  federation: Federation,
};

/** Decorates a method of a new class, and reads what was noted. */
function notesOf(decorator: Untyped, method: string) {
  class Decorated {}
  decorator(Decorated.prototype, method, { value: () => undefined });
  return readCallbackNotes(Decorated);
}

// What `@AuthChecker` declares is not a callback of this kind.
const rows = CALLBACKS.filter(({ name }) => name !== 'auth_checkers');
const [withEvent, withoutEvent] = [true, false].map((wanted) =>
  rows.filter((row) => (eventParameterOf(row) !== undefined) === wanted),
);
const when = { sender: 'local' };

describe.each(rows)('the decorator of $category', ({ category, name }) => {
  const decorator = DECORATORS[category] as Untyped;

  test(`notes ${name} by the name of the method`, () => {
    const method = toCamelCase(name);
    expect(notesOf(decorator, method)).toEqual([{ category, callback: name, method }]);
  });

  test(`notes ${name} by Synapse's name`, () => {
    expect(notesOf(decorator(name) as Untyped, 'check')).toEqual([{ category, callback: name, method: 'check' }]);
  });
});

test.each(withEvent!)('the decorator of $category notes a filter for $name', ({ category, name }) => {
  const decorator = DECORATORS[category] as Untyped;
  expect(notesOf(decorator(name, { when }) as Untyped, 'check')).toEqual([
    { category, callback: name, method: 'check', when },
  ]);
});

test.each(withoutEvent!)('the decorator of $category refuses a filter for $name', ({ category, name }) => {
  const decorator = DECORATORS[category] as Untyped;
  expect(() => decorator(name, { when })).toThrow('has a filter, but the callback receives no event');
});

test('every category has callbacks', () => {
  expect(new Set(rows.map(({ category }) => category))).toEqual(new Set(CATEGORY_NAMES));
});
