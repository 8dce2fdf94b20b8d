import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';

const setup = { modules: [API_MODULE] } as const;

/** What modules find in lists of users and rooms. */
export const listingCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'bouton.getUsersPaginate',
    title: 'lists local users by their IDs, a page at a time, with how many there are',
    run: async (host) => {
      const name = 'Pages-';
      const users = [await host.user('pages-b'), await host.user('pages-a'), await host.user('pages-c')];
      await host.user('other');
      const ids = users.map(({ userId }) => userId).toSorted();
      expect(await callApi(host, 'getUsersPaginate', { name })).toMatchObject({
        users: ids.map((userId) => ({ userId })),
        total: 3,
      });
      expect(await callApi(host, 'getUsersPaginate', { name, from: 1, limit: 1 })).toMatchObject({
        users: [{ userId: ids[1] }],
        total: 3,
      });
      expect(await callApi(host, 'getUsersPaginate', { name, from: 3 })).toEqual({ users: [], total: 3 });
      expect(await callApi(host, 'getUsersPaginate')).toMatchObject({ total: expect.any(Number) });
    },
  },
  {
    ...setup,
    callback: 'bouton.getUsersPaginate',
    title: 'says what each user is',
    run: async (host) => {
      const admin = await host.user('listed', { admin: true });
      await callApi(host, 'setDisplayname', admin.userId, 'The 100% Admin');
      expect(await callApi(host, 'getUsersPaginate', { name: host.localpart('listed') })).toEqual({
        users: [
          {
            userId: admin.userId,
            displayname: 'The 100% Admin',
            avatarUrl: null,
            userType: null,
            creationTs: expect.closeTo(Number(await callApi(host, 'getCurrentTimeMsec')), -5),
            isAdmin: true,
            isDeactivated: false,
            isGuest: false,
          },
        ],
        total: 1,
      });
      expect(await callApi(host, 'getUsersPaginate', { name: 'the 100% a' })).toMatchObject({ total: 1 });
      expect(await callApi(host, 'getUsersPaginate', { name: 'the 1%admin' })).toMatchObject({ total: 0 });
    },
  },
  {
    ...setup,
    callback: 'bouton.getUsersPaginate',
    title: 'selects administrators, and who is deactivated',
    run: async (host) => {
      const name = 'kind-';
      const [admin, gone] = [await host.user('kind-admin', { admin: true }), await host.user('kind-gone')];
      await callApi(host, 'deactivateUser', gone.userId);
      for (const [options, userId] of [
        [{ admins: true }, admin.userId],
        [{ admins: false }, gone.userId],
        [{ deactivated: true }, gone.userId],
        [{ deactivated: false, guests: false }, admin.userId],
      ] as const) {
        expect(await callApi(host, 'getUsersPaginate', { name, ...options })).toMatchObject({
          users: [{ userId }],
          total: 1,
        });
      }
    },
  },
  {
    ...setup,
    callback: 'bouton.getUsersPaginate',
    title: 'refuses a page that makes no sense',
    run: async (host) => {
      await expect(callApi(host, 'getUsersPaginate', { from: -1 })).rejects.toThrow(
        'RangeError: from is to be a whole number from 0 on, not -1',
      );
      await expect(callApi(host, 'getRoomsPaginate', { limit: 1.5 })).rejects.toThrow(
        'RangeError: limit is to be a whole number from 0 on, not 1.5',
      );
      await expect(callApi(host, 'getRoomsWithStateType', 'm.room.create', { limit: -2 })).rejects.toThrow(
        'RangeError: limit is to be a whole number from 0 on, not -2',
      );
    },
  },
  {
    ...setup,
    callback: 'bouton.getExternalIdsByUser',
    title: 'is what was recorded, by identity provider; nothing for others',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const external = host.localpart('alice-elsewhere');
      await callApi(host, 'recordUserExternalId', 'oidc-two', external, alice.userId);
      await callApi(host, 'recordUserExternalId', 'oidc-one', external, alice.userId);
      expect(await callApi(host, 'getExternalIdsByUser', alice.userId)).toEqual([
        { authProvider: 'oidc-one', externalId: external },
        { authProvider: 'oidc-two', externalId: external },
      ]);
      expect(await callApi(host, 'getExternalIdsByUser', bob.userId)).toEqual([]);
    },
  },
  {
    ...setup,
    callback: 'bouton.getRoomsPaginate',
    title: 'lists rooms by their IDs, a page at a time, and says what each is',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const name = `Lists of ${host.localpart('alice')}`;
      const open = await alice.createRoom({
        name,
        preset: 'public_chat',
        visibility: 'public',
        room_alias_name: host.localpart('alice'),
      });
      const closed = await alice.createRoom({ name: `${name}, closed` });
      await bob.join(open);
      const found = (options: object = {}) =>
        callApi(host, 'getRoomsPaginate', { searchTerm: name.toLowerCase(), ...options });
      const members = (rooms: object[]) => ({ rooms: rooms.toSorted(byRoomId), total: 2 });
      await eventually(() => found()).toMatchObject(
        members([
          { roomId: open, joinedMembers: 2 },
          { roomId: closed, joinedMembers: 1 },
        ]),
      );
      expect(await found({ publicRooms: true })).toEqual({
        rooms: [
          {
            roomId: open,
            name,
            canonicalAlias: `#${host.localpart('alice')}:${host.serverName}`,
            joinedMembers: 2,
            joinedLocalMembers: 2,
            version: expect.any(String),
            creator: alice.userId,
            encryption: null,
            public: true,
            joinRules: 'public',
            roomType: null,
          },
        ],
        total: 1,
      });
      const [first, second] = [open, closed].toSorted();
      expect(await found({ limit: 1 })).toMatchObject({ rooms: [{ roomId: first }], total: 2 });
      expect(await found({ from: 1 })).toMatchObject({ rooms: [{ roomId: second }], total: 2 });
      expect(await callApi(host, 'getRoomsPaginate', { searchTerm: closed })).toMatchObject({
        rooms: [{ roomId: closed }],
        total: 1,
      });
      await alice.leave(closed);
      await eventually(() => found({ searchTerm: closed, emptyRooms: true })).toMatchObject({
        rooms: [{ roomId: closed }],
        total: 1,
      });
      expect(await found({ emptyRooms: false })).toMatchObject({ rooms: [{ roomId: open }], total: 1 });
    },
  },
  {
    ...setup,
    callback: 'bouton.getRoomsWithStateType',
    title: 'is the rooms whose current state has an event of the type',
    run: async (host) => {
      const alice = await host.user('alice');
      const type = `org.example.${host.localpart('board')}`;
      const board = { type, state_key: 'a', content: {} };
      const marked = [
        await alice.createRoom({ initial_state: [board, { ...board, state_key: 'b' }] }),
        await alice.createRoom({ initial_state: [board] }),
      ].toSorted();
      await alice.createRoom();
      expect(await callApi(host, 'getRoomsWithStateType', type)).toEqual({ rooms: marked, total: 2 });
      expect(await callApi(host, 'getRoomsWithStateType', type, { from: 1, limit: 5 })).toEqual({
        rooms: marked.slice(1),
        total: 2,
      });
      expect(await callApi(host, 'getRoomsWithStateType', 'org.example.unknown')).toEqual({ rooms: [], total: 0 });
    },
  },
];

function byRoomId(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
