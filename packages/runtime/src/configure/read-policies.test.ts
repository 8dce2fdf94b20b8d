import { CALLBACKS } from '@bouton/contract';
import { expect, test } from 'vitest';
import { yamlFaultsOf } from '../test/yaml-faults-of.ts';
import { readPolicies } from './read-policies.ts';

function unexpected(): never {
  throw new Error('There is no fault to report');
}

function faults(text: string): string {
  return yamlFaultsOf(text, (value, report) => readPolicies(value, [], report));
}

test('readPolicies() reads a deadline, what happens on failure, or both', () => {
  const policies = readPolicies(
    {
      user_may_invite: { deadline: '2s', on_failure: 'allow' },
      user_may_join_room: { deadline: 500 },
      on_new_event: { on_failure: 'error' },
    },
    ['callbacks'],
    unexpected,
  );
  expect([...policies]).toEqual([
    ['user_may_invite', { deadlineMs: 2_000, onFailure: 'allow' }],
    ['user_may_join_room', { deadlineMs: 500 }],
    ['on_new_event', { deadlineMs: 10_000, onFailure: 'error' }],
  ]);
});

test("readPolicies() knows each callback by Synapse's name alone: no two categories share one", () => {
  expect(new Set(CALLBACKS.map(({ name }) => name)).size).toBe(CALLBACKS.length);
});

test.for([undefined, null, {}])('readPolicies() takes %j for no policies', (raw) => {
  expect(readPolicies(raw, ['callbacks'], unexpected)).toEqual(new Map());
});

test('readPolicies() refuses what is not a mapping', () => {
  expect(faults('[user_may_invite]')).toMatchInlineSnapshot(`
    "bouton.yaml:1:1: must be a mapping of callbacks, like "user_may_invite: { deadline: 2s, on_failure: allow }"
      1 | [user_may_invite]
        | ^^^^^^^^^^^^^^^^^"
  `);
});

test('readPolicies() refuses unknown callbacks and keys, and values that mean nothing', () => {
  expect(
    faults(`user_may_invit: { on_failure: allow }
user_may_invite: 2s
user_may_join_room: { deadlin: 2s, deadline: soon, on_failure: maybe }
`),
  ).toMatchInlineSnapshot(`
    "There are 5 faults in bouton.yaml

    bouton.yaml:1:1: user_may_invit is not a callback of Synapse; did you mean "user_may_invite"?
      1 | user_may_invit: { on_failure: allow }
        | ^^^^^^^^^^^^^^
      2 | user_may_invite: 2s
      3 | user_may_join_room: { deadlin: 2s, deadline: soon, on_failure: maybe }

    bouton.yaml:2:18: user_may_invite must be a mapping with "deadline" and "on_failure"
      1 | user_may_invit: { on_failure: allow }
      2 | user_may_invite: 2s
        |                  ^^
      3 | user_may_join_room: { deadlin: 2s, deadline: soon, on_failure: maybe }

    bouton.yaml:3:23: user_may_join_room.deadlin is not known; did you mean "deadline"?
      1 | user_may_invit: { on_failure: allow }
      2 | user_may_invite: 2s
      3 | user_may_join_room: { deadlin: 2s, deadline: soon, on_failure: maybe }
        |                       ^^^^^^^

    bouton.yaml:3:46: user_may_join_room.deadline must be a duration like "2s", or a number of milliseconds
      1 | user_may_invit: { on_failure: allow }
      2 | user_may_invite: 2s
      3 | user_may_join_room: { deadlin: 2s, deadline: soon, on_failure: maybe }
        |                                              ^^^^

    bouton.yaml:3:64: user_may_join_room.on_failure must be allow, deny or error
      1 | user_may_invit: { on_failure: allow }
      2 | user_may_invite: 2s
      3 | user_may_join_room: { deadlin: 2s, deadline: soon, on_failure: maybe }
        |                                                                ^^^^^"
  `);
});

test('readPolicies() refuses what a callback cannot do', () => {
  expect(
    faults(`on_new_event: { on_failure: deny }
on_legacy_renew: { on_failure: allow }
user_may_invite: { deadline: 0 }
`),
  ).toMatchInlineSnapshot(`
    "There are 3 faults in bouton.yaml

    bouton.yaml:1:29: on_new_event.on_failure must be allow or error, because on_new_event has nothing to deny
      1 | on_new_event: { on_failure: deny }
        |                             ^^^^
      2 | on_legacy_renew: { on_failure: allow }
      3 | user_may_invite: { deadline: 0 }

    bouton.yaml:2:32: on_legacy_renew.on_failure must be error, because only its module can answer on_legacy_renew
      1 | on_new_event: { on_failure: deny }
      2 | on_legacy_renew: { on_failure: allow }
        |                                ^^^^^
      3 | user_may_invite: { deadline: 0 }

    bouton.yaml:3:30: user_may_invite.deadline must be more than 0
      1 | on_new_event: { on_failure: deny }
      2 | on_legacy_renew: { on_failure: allow }
      3 | user_may_invite: { deadline: 0 }
        |                              ^"
  `);
});
