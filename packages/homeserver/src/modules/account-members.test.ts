import { Module, ModuleApi, ThirdPartyRules, WebResource, type ProfileInfo } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer } from '../test/test-server.ts';

let api: ModuleApi;
const heard: unknown[] = [];
let mayDeactivate = true;

class NoConfig {}

@Module({ config: NoConfig })
class Holder {
  constructor(_config: NoConfig, given: ModuleApi) {
    api = given;
    heard.length = 0;
    mayDeactivate = true;
  }

  @WebResource('/_synapse/client/whoami')
  async whoami(request: Request): Promise<object> {
    return { ...(await api.getUserByReq(request)) };
  }

  @ThirdPartyRules
  checkCanDeactivateUser(...args: [userId: string, byAdmin: boolean]): boolean {
    heard.push(['check_can_deactivate_user', ...args]);
    return mayDeactivate;
  }

  @ThirdPartyRules
  onProfileUpdate(userId: string, profile: ProfileInfo, byAdmin: boolean, deactivation: boolean): void {
    heard.push(['on_profile_update', userId, profile, byAdmin, deactivation]);
  }

  @ThirdPartyRules
  onAddUserThirdPartyIdentifier(...args: [userId: string, medium: string, address: string]): void {
    heard.push(['add', ...args]);
  }

  @ThirdPartyRules
  onRemoveUserThirdPartyIdentifier(...args: [userId: string, medium: string, address: string]): void {
    heard.push(['remove', ...args]);
  }
}

const notFound = expect.objectContaining({ name: 'SynapseError', status: 404, errcode: 'M_NOT_FOUND' });

describe('accountMembers()', () => {
  test('`deactivateUser()` acts as an administrator, unless a module forbids it', async () => {
    await using server = await testServer({}, [Holder]);
    const { userId, token } = await server.quickUser('alice');
    mayDeactivate = false;
    await expect(api.deactivateUser(userId)).rejects.toMatchObject({ status: 403, errcode: 'M_FORBIDDEN' });
    expect((await api.getUserinfoById(userId))?.isDeactivated).toBe(false);
    mayDeactivate = true;
    await api.deactivateUser(userId, { erase: true });
    expect((await api.getUserinfoById(userId))?.isDeactivated).toBe(true);
    expect((await server.call('GET', client('/account/whoami'), undefined, token)).status).toBe(401);
    expect(heard).toEqual([
      ['check_can_deactivate_user', userId, true],
      ['check_can_deactivate_user', userId, true],
      ['on_profile_update', userId, { avatarUrl: null, displayName: null }, true, true],
    ]);
    await expect(api.deactivateUser('@nobody:test')).rejects.toEqual(notFound);
  });

  test('`setAvatarUrl()` acts as an administrator', async () => {
    await using server = await testServer({}, [Holder]);
    const { userId } = await server.quickUser('alice');
    await api.setAvatarUrl(userId, 'mxc://test/a');
    await api.setAvatarUrl(userId, '');
    const profile = { displayName: 'alice', avatarUrl: null };
    expect(heard).toEqual([
      ['on_profile_update', userId, { ...profile, avatarUrl: 'mxc://test/a' }, true, false],
      ['on_profile_update', userId, profile, true, false],
    ]);
    await expect(api.setAvatarUrl('@nobody:elsewhere', '')).rejects.toMatchObject({ status: 400 });
  });

  test('`addThreepid()` and `removeThreepid()` tell the modules', async () => {
    await using server = await testServer({}, [Holder]);
    const { userId } = await server.quickUser('alice');
    await api.addThreepid(userId, 'email', 'Alice@Example.com', 5);
    await api.addThreepid(userId, 'msisdn', '447700900001');
    const now = server.clock.now();
    const email = { medium: 'email', address: 'alice@example.com', validatedAt: 5, addedAt: now };
    const phone = { medium: 'msisdn', address: '447700900001', validatedAt: now, addedAt: now };
    expect(await api.getThreepidsForUser(userId)).toEqual([email, phone]);
    await api.removeThreepid(userId, 'email', 'ALICE@example.com');
    await api.removeThreepid(userId, 'email', 'alice@example.com');
    await api.removeThreepid('@bob:test', 'msisdn', '447700900001');
    expect(await api.getThreepidsForUser(userId)).toEqual([phone]);
    expect(heard).toEqual([
      ['add', userId, 'email', 'alice@example.com'],
      ['add', userId, 'msisdn', '447700900001'],
      ['remove', userId, 'email', 'alice@example.com'],
    ]);
    await expect(api.addThreepid('@nobody:test', 'email', 'a@b')).rejects.toEqual(notFound);
    await expect(api.addThreepid(userId, 'email', 'nonsense')).rejects.toThrow('Unable to parse email address');
    await expect(api.addThreepid(userId, 'fax' as 'email', '1')).rejects.toThrow(
      "'fax' is not a valid value for 'medium'",
    );
  });

  test('`getUserIpAndAgents()` says from where a user came, also through a module’s web resource', async () => {
    await using server = await testServer({}, [Holder]);
    const { userId, token } = await server.quickUser('alice');
    const { accessToken: other } = await api.registerDevice(userId);
    const start = server.clock.now();
    const come = (path: string, agent: string, by = token) =>
      server.fetch(
        new Request(`${server.baseUrl}${path}`, { headers: { authorization: `Bearer ${by}`, 'user-agent': agent } }),
      );
    expect(await api.getUserIpAndAgents(userId)).toEqual([]);
    await come(client('/account/whoami'), 'one');
    await server.clock.advance(60_000);
    await come('/_synapse/client/whoami', 'two', other);
    await come(client('/account/whoami'), 'not noted');
    const one = { ip: '127.0.0.1', userAgent: 'one', lastSeen: start };
    const two = { ip: '127.0.0.1', userAgent: 'two', lastSeen: start + 60_000 };
    expect(await api.getUserIpAndAgents(userId)).toEqual([one, two]);
    expect(await api.getUserIpAndAgents(userId, start + 1)).toEqual([two]);
    await server.clock.advance(60_000);
    await come(client('/account/whoami'), 'new');
    const again = { ...one, userAgent: 'new', lastSeen: start + 120_000 };
    expect(await api.getUserIpAndAgents(userId)).toEqual([two, again]);
    await server.clock.advance(29 * 24 * 60 * 60 * 1000);
    await come(client('/account/whoami'), 'latest');
    await server.idle();
    await api.registerUser('bob');
    expect(await api.getUserIpAndAgents(userId)).toEqual([
      { ip: '127.0.0.1', userAgent: 'latest', lastSeen: server.clock.now() },
    ]);
    expect(await api.getUserIpAndAgents('@alice:elsewhere')).toEqual([]);
    expect(await api.getUserIpAndAgents('alice' as never)).toEqual([]);
  });

  test('`getMonthlyActiveUsersByService()` knows who was active, if the settings want it noted', async () => {
    await using server = await testServer({ mau_stats_only: true }, [Holder]);
    const [alice, bob] = [await server.quickUser('alice'), await server.quickUser('bob')];
    const start = server.clock.now();
    const come = async (token: string) => {
      await server.call('GET', client('/account/whoami'), undefined, token);
      await api.registerUser(`u${server.clock.now()}`);
    };
    await come(alice.token);
    await server.clock.advance(1000);
    await come(bob.token);
    expect(await api.getMonthlyActiveUsersByService()).toEqual([
      ['native', '@alice:test'],
      ['native', '@bob:test'],
    ]);
    expect(await api.getMonthlyActiveUsersByService(start + 1)).toEqual([['native', '@bob:test']]);
    expect(await api.getMonthlyActiveUsersByService(0, start)).toEqual([['native', '@alice:test']]);
    await server.clock.advance(30 * 24 * 60 * 60 * 1000);
    expect(await api.getMonthlyActiveUsersByService()).toEqual([['native', '@bob:test']]);
    await using silent = await testServer({}, [Holder]);
    const { token } = await silent.quickUser('alice');
    await silent.call('GET', client('/account/whoami'), undefined, token);
    await api.registerUser('carol');
    expect(await api.getMonthlyActiveUsersByService()).toEqual([]);
  });
});
