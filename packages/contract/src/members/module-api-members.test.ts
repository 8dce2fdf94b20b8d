import { expect, test } from 'vitest';
import { MEMBER_TYPES } from './member-type.ts';
import { MODULE_API_MEMBERS, OPERATIONS } from './module-api-members.ts';

test('`MODULE_API_MEMBERS` has each member once, in the form of a version or without one', () => {
  const names = MODULE_API_MEMBERS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(MODULE_API_MEMBERS.filter(({ since }) => typeof since === 'string' && !/^\d+\.\d+$/.test(since))).toEqual([]);
});

test('a row becomes all that is fixed about a member', () => {
  expect(MODULE_API_MEMBERS.find(({ name }) => name === 'create_room')).toEqual({
    name: 'create_room',
    sdkName: 'createRoom',
    since: '1.65',
    kind: 'method',
    parameters: [
      { name: 'user_id', isOptional: false, type: 'userId' },
      { name: 'config', isOptional: false, type: 'createRoomRequest' },
      { name: 'options', isOptional: true, type: { ratelimit: 'boolean', creator_join_profile: 'json' } },
    ],
    result: 'roomAndAlias',
    writes: true,
    scope: 'rooms:write',
    way: 'api',
    needs: ['synapse.module_api:ModuleApi.create_room'],
  });
  expect(MODULE_API_MEMBERS.find(({ name }) => name === 'worker_app')).toMatchObject({
    kind: 'property',
    way: 'hello',
  });
});

test('`OPERATIONS` are the members without a version, by the names of the SDK', () => {
  expect(OPERATIONS).toContain('getRoomsWithStateType');
  expect(OPERATIONS.filter((name) => name.startsWith('register'))).toEqual(['registerTaskAction']);
});

test('every type is of some member', () => {
  const used = MODULE_API_MEMBERS.flatMap(({ parameters, result }) => [
    result,
    ...parameters.flatMap(({ type }) => (typeof type === 'string' ? [type] : Object.values(type))),
  ]);
  expect([...new Set(used)].toSorted()).toEqual(MEMBER_TYPES.toSorted());
});

test('whatever writes to the homeserver takes a permission for it', () => {
  const permissions = MODULE_API_MEMBERS.filter(({ writes }) => writes).map(({ name, scope }) => [name, scope]);
  const reading = permissions.filter(([, scope]) => scope === null || scope?.endsWith(':read') === true);
  // What a module forgets of its own answers is nobody else's.
  expect(reading).toEqual([['invalidate_cache', null]]);
});

test('what a member needs of Synapse is a module, a class and an attribute, or one of two', () => {
  const needs = MODULE_API_MEMBERS.flatMap((member) => member.needs);
  expect(needs.filter((need) => !/^synapse(?:\.\w+)+:\w+\.\w+(?:\|\w+)?$/.test(need))).toEqual([]);
  const asked = MODULE_API_MEMBERS.filter(({ way, name }) => way === 'api' && !name.includes('.'));
  expect(asked.filter((member) => member.needs.length === 0)).toEqual([]);
});
