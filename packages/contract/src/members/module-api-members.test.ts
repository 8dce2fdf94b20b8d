import { expect, test } from 'vitest';
import { MODULE_API_MEMBERS } from './module-api-members.ts';

test('`MODULE_API_MEMBERS` has each member once, in the form of a version or without one', () => {
  const names = MODULE_API_MEMBERS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(MODULE_API_MEMBERS.filter(({ since }) => typeof since === 'string' && !/^\d+\.\d+$/.test(since))).toEqual([]);
  expect(MODULE_API_MEMBERS).toContainEqual(
    expect.objectContaining({ name: 'account_data_manager.get_global', since: '1.57' }),
  );
});
