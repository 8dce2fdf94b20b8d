import { beforeAll, describe, test } from 'vitest';
import { requestJson, SynapseUser } from '../../packages/synapse/src/test/synapse-user.ts';
import type { Deployment } from './deployment.ts';
import { callMember } from './module-client.ts';
import { PROCESSES, type ProcessName } from './synapse-config.ts';

/** Tests the members of the ModuleApi about users through each process of a deployment. */
export function testUserMembers(of: () => Deployment): void {
  const call = (name: ProcessName, member: string, ...args: unknown[]): Promise<unknown> =>
    callMember(of().urlOf(name), member, ...args);
  /** What a member answers in each process. */
  const everywhere = (member: string, ...args: unknown[]): Promise<unknown[]> =>
    Promise.all(PROCESSES.map((name) => call(name, member, ...args)));
  const all = (answer: unknown): unknown[] => PROCESSES.map(() => answer);
  const whoami = (url: string, token: string): Promise<number> =>
    requestJson(`${url}/_matrix/client/v3/account/whoami`, { headers: { authorization: `Bearer ${token}` } }).then(
      ({ status }) => status,
    );

  const seenBy: SynapseUser[] = [];
  beforeAll(async () => {
    for (const name of PROCESSES) {
      const user = await SynapseUser.register(of().url, `seen-by-${name}`);
      await whoami(of().urlOf(name), user.accessToken);
      seenBy.push(user);
    }
  });

  describe.concurrent.each(PROCESSES)('through the process %s', (name) => {
    test('`registerUser()` and `registerDevice()` make a user whom every process knows', async ({ expect }) => {
      const user = `@made-by-${name}:localhost`;
      expect(await everywhere('getUserinfoById', user)).toEqual(all(null));
      expect(await call(name, 'registerUser', `made-by-${name}`, 'Made', [], true)).toBe(user);
      const known = expect.objectContaining({ userId: user, isAdmin: true });
      await expect.poll(() => everywhere('getUserinfoById', user)).toEqual(all(known));
      expect(await call(name, 'registerUser', `made-by-${name}`)).toBe('400 M_USER_IN_USE: User ID already taken.');
      expect(await call(name, 'registerDevice', user, 'DEVICE')).toEqual({
        deviceId: 'DEVICE',
        accessToken: expect.stringMatching(/^syt_/),
        accessTokenExpiry: null,
        refreshToken: null,
      });
    });

    test('users, their external IDs and registration tokens that were made there are found in every process', async ({
      expect,
    }) => {
      const user = `@found-by-${name}:localhost`;
      expect(await call(name, 'registerUser', `found-by-${name}`)).toBe(user);
      const page = { users: [expect.objectContaining({ userId: user, isAdmin: false })], total: 1 };
      expect(await everywhere('getUsersPaginate', { name: `found-by-${name}` })).toEqual(all(page));
      await call(name, 'recordUserExternalId', 'oidc', `external-${name}`, user);
      const external = [{ authProvider: 'oidc', externalId: `external-${name}` }];
      expect(await everywhere('getExternalIdsByUser', user)).toEqual(all(external));
      expect(await call(name, 'createRegistrationToken', { token: `token-${name}`, usesAllowed: 1 })).toMatchObject({
        token: `token-${name}`,
      });
      expect(await everywhere('registrationTokenIsValid', `token-${name}`)).toEqual(all(true));
    });

    test('`invalidateAccessToken()` ends a token for every process', async ({ expect }) => {
      const { accessToken } = await SynapseUser.register(of().url, `logged-out-by-${name}`);
      const statuses = (): Promise<number[]> =>
        Promise.all(PROCESSES.map((each) => whoami(of().urlOf(each), accessToken)));
      expect(await statuses()).toEqual(all(200));
      expect(await call(name, 'invalidateAccessToken', accessToken)).toBeUndefined();
      await expect.poll(statuses).toEqual(all(401));
      expect(await call(name, 'invalidateAccessToken', accessToken)).toBe(
        '401 M_UNKNOWN_TOKEN: Invalid access token passed.',
      );
    });

    // Each for a user of its own: Synapse cancels the rest of a user's earlier change, and then logs a KeyError.
    test.for([
      ['setAvatarUrl', { avatarUrl: `mxc://localhost/${name}` }],
      ['setDisplayname', { displayName: `Painted by ${name}` }],
    ] as const)('`%s()` is seen in every process', async ([member, wanted], { expect }) => {
      const localpart = `painted-by-${name}-${member.toLowerCase()}`;
      const { userId } = await SynapseUser.register(of().url, localpart);
      const before = { avatarUrl: null, displayName: localpart };
      expect(await everywhere('getProfileForUser', localpart)).toEqual(all(before));
      expect(await call(name, member, userId, ...Object.values(wanted))).toBeUndefined();
      await expect.poll(() => everywhere('getProfileForUser', localpart)).toEqual(all({ ...before, ...wanted }));
    });

    test('`deactivateUser()` logs a user out everywhere and has them leave their rooms', async ({ expect }) => {
      const user = await SynapseUser.register(of().url, `gone-by-${name}`);
      const room = String((await user.createRoom()).body['room_id']);
      await expect.poll(() => everywhere('isUserInRoom', user.userId, room)).toEqual(all(true));
      expect(await call(name, 'deactivateUser', user.userId, { erase: true })).toBeUndefined();
      await expect
        .poll(() => everywhere('getUserinfoById', user.userId))
        .toEqual(all(expect.objectContaining({ isDeactivated: true })));
      await expect.poll(() => everywhere('isUserInRoom', user.userId, room)).toEqual(all(false));
      await expect
        .poll(() => Promise.all(PROCESSES.map((each) => whoami(of().urlOf(each), user.accessToken))))
        .toEqual(all(401));
      expect(await call(name, 'deactivateUser', '@nobody:localhost')).toBe('404 M_NOT_FOUND: User not found');
    });

    test('`accountDataManager.putGlobal()` is read in every process', async ({ expect }) => {
      const { userId } = await SynapseUser.register(of().url, `noted-by-${name}`);
      const read = (): Promise<unknown[]> => everywhere('accountDataManager.getGlobal', userId, 'org.example');
      expect(await read()).toEqual(all(null));
      for (const by of [name, 'again']) {
        expect(await call(name, 'accountDataManager.putGlobal', userId, 'org.example', { by })).toBeUndefined();
        await expect.poll(read).toEqual(all({ by }));
      }
    });

    test('`ratelimit()` counts by itself', async ({ expect }) => {
      const limit = { name: 'org.example.each', perSecond: 0.001, burstCount: 2 };
      const ask = (): Promise<unknown> => call(name, 'ratelimit', '10.0.0.1', limit);
      expect([await ask(), await ask()]).toEqual([undefined, undefined]);
      expect(await ask()).toBe('429 M_LIMIT_EXCEEDED: Too Many Requests');
    });
  });

  test('`getUserIpAndAgents()` knows in every process who asked any, once Synapse has written it', async ({
    expect,
  }) => {
    const seen = { ip: '127.0.0.1', userAgent: 'node', lastSeen: expect.any(Number) };
    for (const { userId } of seenBy) {
      await expect.poll(() => everywhere('getUserIpAndAgents', userId), { timeout: 10_000 }).toEqual(all([seen]));
    }
  });
}
