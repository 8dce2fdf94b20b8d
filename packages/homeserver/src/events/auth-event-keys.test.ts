import { readFileSync } from 'node:fs';
import type { JsonObject, UserId } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { authEventKeys } from './auth-event-keys.ts';
import type { StateKey } from './state-lookup.ts';

const fixture = JSON.parse(readFileSync(new URL('fixtures/authorization.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly {
    readonly name: string;
    readonly event: readonly [type: string, stateKey: string | null, sender: UserId, content: JsonObject];
    /** Those that not every event has. */
    readonly keys: readonly StateKey[];
  }[];
};

test.each(fixture.cases)('authEventKeys() selects for $name what Synapse selects', ({ event, keys }) => {
  const [type, stateKey, sender, content] = event;
  const common = [
    ['m.room.create', ''],
    ['m.room.power_levels', ''],
    ['m.room.member', sender],
  ];
  const selected = authEventKeys({ type, sender, content, ...(stateKey !== null && { state_key: stateKey }) });
  expect(selected).toHaveLength(common.length + keys.length);
  expect(selected).toEqual(expect.arrayContaining([...common, ...keys]));
});

test('authEventKeys() selects nothing for the create event', () => {
  expect(authEventKeys({ type: 'm.room.create', state_key: '', sender: '@alice:hs', content: {} })).toEqual([]);
});
