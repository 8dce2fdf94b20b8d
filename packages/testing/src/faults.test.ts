import { Module, ModuleApi, SynapseError, WebResource, type JsonObject } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { startTestHomeserver } from './start-test-homeserver.ts';

@Module()
class Notes {
  constructor(
    _config: unknown,
    private readonly api: ModuleApi,
  ) {}

  @WebResource('/_synapse/client/notes')
  async note(request: Request): Promise<JsonObject> {
    const { user } = await this.api.getUserByReq(request);
    await this.api.accountDataManager.putGlobal(user, 'org.example.notes', { seen: true });
    return {};
  }
}

const PATH = '/_synapse/client/notes';
const broken = new SynapseError(503, 'Not now');

test('fault() makes a member fail until it is disposed', async () => {
  await using homeserver = await startTestHomeserver({ modules: [Notes] });
  const alice = await homeserver.user('alice');
  {
    using _ = homeserver.fault('accountDataManager.putGlobal', broken);
    await expect(alice.request('POST', PATH)).rejects.toMatchObject({ status: 503, body: { error: 'Not now' } });
  }
  expect(await alice.request('POST', PATH)).toEqual({});
  expect(await alice.accountData('org.example.notes')).toEqual({ seen: true });
});

test('fault() fails as often as it is told, and with what the arguments call for', async () => {
  await using homeserver = await startTestHomeserver({ modules: [Notes] });
  const [alice, bob] = await homeserver.users('alice', 'bob');
  homeserver.fault('getUserByReq', broken, { times: 1 });
  homeserver.fault('accountDataManager.putGlobal', (user) =>
    user === bob.userId ? new SynapseError(400, 'Not Bob') : undefined,
  );

  await expect(alice.request('POST', PATH)).rejects.toMatchObject({ status: 503 });
  expect(await alice.request('POST', PATH)).toEqual({});
  await expect(bob.request('POST', PATH)).rejects.toMatchObject({ status: 400, body: { error: 'Not Bob' } });
});

test('fault() leaves what the kit itself does alone, and refuses what the homeserver does not have', async () => {
  await using homeserver = await startTestHomeserver();
  homeserver.fault('registerUser', broken);
  homeserver.fault('registerDevice', broken);

  expect((await homeserver.user('alice')).userId).toBe('@alice:localhost');
  await expect(homeserver.api.registerUser('bob')).rejects.toBe(broken);
  // @ts-expect-error: what the runtime does itself cannot fail
  expect(() => homeserver.fault('isMine', broken)).toThrow('The embedded homeserver has no isMine that can fail');
});
