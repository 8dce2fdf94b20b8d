import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { outcomeOf } from '../../support/refusal.ts';

const setup = { modules: [API_MODULE] } as const;

/** What modules can do with account data. */
export const accountDataMemberCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'module_api.account_data_manager',
    title: 'is of use for local users only',
    run: async (host) => {
      await expect(callApi(host, 'accountDataManager.getGlobal', '@alice:elsewhere', 'a')).rejects.toThrow(
        "RangeError: @alice:elsewhere is not local to this homeserver; can't access account data for remote users.",
      );
    },
  },
  {
    ...setup,
    callback: 'module_api.account_data_manager.get_global',
    title: 'is what the client has set; null where it has not',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.setAccountData('org.example.data', { list: [{ deep: 1 }] });
      expect(await callApi(host, 'accountDataManager.getGlobal', alice.userId, 'org.example.data')).toEqual({
        list: [{ deep: 1 }],
      });
      expect(await callApi(host, 'accountDataManager.getGlobal', alice.userId, 'org.example.other')).toBe(null);
      expect(await outcomeOf(callApi(host, 'accountDataManager.getGlobal', 'alice', 'a'))).toEqual({
        status: 400,
        body: { errcode: 'M_INVALID_PARAM', error: "Expected UserID string to start with '@'" },
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.account_data_manager.put_global',
    title: 'overwrites what the client sees; refuses what is not an object, and unknown users',
    run: async (host) => {
      const alice = await host.user('alice');
      await callApi(host, 'accountDataManager.putGlobal', alice.userId, 'org.example.data', { list: [1] });
      await callApi(host, 'accountDataManager.putGlobal', alice.userId, 'org.example.data', { mark: 2 });
      expect(await alice.accountData('org.example.data')).toEqual({ mark: 2 });
      const nobody = `@${host.localpart('nobody')}:${host.serverName}`;
      await expect(callApi(host, 'accountDataManager.putGlobal', nobody, 'a', {})).rejects.toThrow(
        `RangeError: User ${nobody} does not exist on this server.`,
      );
      await expect(callApi(host, 'accountDataManager.putGlobal', alice.userId, 'a', [])).rejects.toThrow(
        /^TypeError: /,
      );
    },
  },
];
