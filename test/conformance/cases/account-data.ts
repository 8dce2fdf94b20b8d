import { expect } from 'vitest';
import type { ConformanceCase } from '../conformance-case.ts';
import { argumentsOf, askedFor } from '../support/calls.ts';
import { pathOf } from '../support/client.ts';
import { accountData } from '../support/modules.ts';

const recording = {
  callback: 'account_data.on_account_data_updated',
  modules: [
    accountData({ on_account_data_updated: { failing: { throws: 'It went wrong' } } }, 'first'),
    accountData({}, 'second'),
  ],
} as const;

/** What modules hear of account data. */
export const accountDataCases: readonly ConformanceCase[] = [
  {
    ...recording,
    title: 'gets the user, no room, the type and the content of global data; every module is told',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.setAccountData('org.example.data', { deep: { er: [1] } });
      const call = [alice.userId, null, 'org.example.data', { deep: { er: [1] } }];
      expect(await argumentsOf(host, 'on_account_data_updated')).toEqual([call, call]);
      expect(await askedFor(host, 'on_account_data_updated')).toEqual(['first', 'second']);
    },
  },
  {
    ...recording,
    title: 'gets the room of data of a room',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const path = pathOf('user', alice.userId, 'rooms', room, 'account_data', 'org.example.data');
      await alice.request('PUT', path, { mark: 1 });
      const call = [alice.userId, room, 'org.example.data', { mark: 1 }];
      expect(await argumentsOf(host, 'on_account_data_updated')).toEqual([call, call]);
    },
  },
  {
    ...recording,
    title: 'is not told of tags',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      await alice.request('PUT', pathOf('user', alice.userId, 'rooms', room, 'tags', 'm.favourite'), { order: 0.5 });
      expect(await argumentsOf(host, 'on_account_data_updated')).toEqual([]);
    },
  },
  {
    ...recording,
    title: 'is told of the read marker of a room',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const message = await alice.say(room, 'Hello');
      await alice.request('POST', pathOf('rooms', room, 'read_markers'), { 'm.fully_read': message });
      const call = [alice.userId, room, 'm.fully_read', { event_id: message }];
      expect(await argumentsOf(host, 'on_account_data_updated')).toEqual([call, call]);
    },
  },
  {
    ...recording,
    title: 'an exception harms neither the request nor the next module',
    run: async (host) => {
      const failing = await host.user('failing');
      await failing.setAccountData('org.example.data', { mark: 1 });
      expect(await askedFor(host, 'on_account_data_updated')).toEqual(['first', 'second']);
      expect(await failing.accountData('org.example.data')).toEqual({ mark: 1 });
    },
  },
];
