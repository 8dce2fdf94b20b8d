import { callbackContract, type CategoryName } from '@bouton/contract';
import { expect, test } from 'vitest';
import { copyArguments } from './copy-arguments.ts';

/** What a module receives for the arguments, and whether each is the host's own. */
function receive(category: CategoryName, callback: string, args: readonly unknown[]) {
  let received: readonly unknown[] = [];
  copyArguments(callbackContract(category, callback), (...got) => (received = got))(...args);
  return { received, isOwn: received.map((value, index) => value === args[index]) };
}

const profile = { user_id: '@alice:here', display_name: null, avatar_url: null };
const limit = { maxBytes: 1, timePeriodMs: 2 };

test.each<[category: CategoryName, callback: string, args: unknown[], isOwn: boolean[]]>([
  ['spam_checker', 'user_may_create_room', ['@alice:here', { name: 'room' }], [true, false]],
  [
    'spam_checker',
    'user_may_send_state_event',
    ['@a:x', '!r', 'm.room.topic', '', { topic: 'x' }],
    [true, true, true, true, false],
  ],
  ['spam_checker', 'check_username_for_spam', [profile, '@bob:here'], [false, true]],
  ['media_repository', 'on_media_upload_limit_exceeded', ['@a:x', limit, 1, 2], [true, false, true, true]],
  ['password_auth_provider', 'auth_checkers', ['alice', 'otp', { otp: '1' }], [true, true, false]],
  ['third_party_rules', 'on_create_room', [{}, { name: 'room' }, true], [true, true, true]],
  ['account_data', 'on_account_data_updated', ['@a:x', null, 'm.direct', { a: 1 }], [true, true, true, true]],
])('`copyArguments()` in %s.%s', (category, callback, args, isOwn) => {
  expect(receive(category, callback, args)).toEqual({ received: args, isOwn });
});

test('`copyArguments()` copies JSON to its depth', () => {
  const config = { initial_state: [{ content: {} }] };
  const { received } = receive('spam_checker', 'user_may_create_room', ['@alice:here', config]);
  const [, copy] = received as [string, typeof config];
  expect(copy.initial_state[0]).not.toBe(config.initial_state[0]);
});
