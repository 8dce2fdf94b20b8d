import { readFileSync } from 'node:fs';
import { SynapseError } from '@bouton/sdk';
import { expect, test } from 'vitest';
import type { EventDraft } from './event-draft.ts';
import { validateDraft } from './validate-draft.ts';

const fixture = JSON.parse(readFileSync(new URL('fixtures/validation.json', import.meta.url), 'utf8')) as {
  readonly drafts: readonly { readonly draft: EventDraft; readonly refusal: string | null }[];
};

/** Synapse's texts have Python's notation; ours do not. */
const OTHER_TEXTS: Readonly<Record<string, string>> = {
  [`400 M_BAD_JSON "ban": None is not of type 'integer'`]: `400 M_BAD_JSON "ban": null is not of type 'integer'`,
  [`400 M_BAD_JSON "x": True is not of type 'integer'`]: `400 M_BAD_JSON "x": true is not of type 'integer'`,
  [`400 M_BAD_JSON "room": None is not of type 'boolean'`]: `400 M_BAD_JSON "room": null is not of type 'boolean'`,
};

function refusalOf(draft: EventDraft): string | null {
  try {
    validateDraft(draft, 'hs');
    return null;
  } catch (error) {
    if (!SynapseError.is(error)) throw error;
    return `${error.status} ${error.errcode} ${error.message}`;
  }
}

test.each(fixture.drafts)(
  'validateDraft() decides as Synapse on $draft.type with $draft.content',
  ({ draft, refusal }) => {
    expect(refusalOf(draft)).toBe(OTHER_TEXTS[refusal ?? ''] ?? refusal);
  },
);

function member(stateKey: string): EventDraft {
  return {
    type: 'm.room.member',
    state_key: stateKey,
    sender: '@alice:hs',
    room_id: '!room:hs',
    content: { membership: 'join' },
  };
}

test('validateDraft() refuses a member event whose state key is not a user ID', () => {
  expect(refusalOf(member('alice'))).toBe("400 M_INVALID_PARAM Expected UserID string to start with '@'");
  expect(refusalOf(member('@alice'))).toBe("400 M_INVALID_PARAM Expected UserID of the form '@localname:domain'");
});

test('validateDraft() refuses mentioned user IDs that are not a list of texts', () => {
  const mention = (userIds: string | number[]): EventDraft => ({
    ...member('@alice:hs'),
    content: { membership: 'join', 'm.mentions': { user_ids: userIds } },
  });
  expect(refusalOf(mention('@bob:hs'))).toBe(`400 M_BAD_JSON "user_ids": '@bob:hs' is not of type 'array'`);
  expect(refusalOf(mention([1]))).toBe(`400 M_BAD_JSON "user_ids": 1 is not of type 'string'`);
});
