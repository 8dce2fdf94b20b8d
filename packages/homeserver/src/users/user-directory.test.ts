import { Module, SpamChecker, type JsonObject, type UserId, type UserProfile } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer, type LoggedIn, type TestServer } from '../test/test-server.ts';

async function search(server: TestServer, user: LoggedIn, body: JsonObject): Promise<unknown> {
  const answer = await server.call('POST', client('/user_directory/search'), body, user.token);
  return { ...answer.body, results: (answer.body.results as { user_id: string }[]).map(({ user_id }) => user_id) };
}

async function room(server: TestServer, preset: string, creator: LoggedIn, ...members: LoggedIn[]): Promise<void> {
  const invite = members.map(({ userId }) => userId);
  const { body } = await server.call('POST', client('/createRoom'), { preset, invite }, creator.token);
  for (const { token } of members) await server.call('POST', client(`/join/${body.room_id}`), {}, token);
}

describe('UserDirectory.search()', () => {
  test('`search()` finds who shares a room with the searcher or is in a public one, the best fits first', async () => {
    await using server = await testServer();
    const searcher = await server.quickUser('searcher');
    const shares = await server.quickUser('annabel');
    const isPublic = await server.quickUser('joanna');
    const exact = await server.quickUser('anna');
    await server.quickUser('annastranger');
    const elsewhere = await server.quickUser('annaelsewhere');
    await room(server, 'private_chat', searcher, shares, exact);
    await room(server, 'public_chat', isPublic);
    await room(server, 'private_chat', elsewhere);
    const results = ['@anna:test', '@annabel:test', '@joanna:test'];
    expect(await search(server, searcher, { search_term: 'ANNA' })).toEqual({ results, limited: false });
    expect(await search(server, searcher, { search_term: 'anna', limit: 2 })).toEqual({
      results: results.slice(0, 2),
      limited: true,
    });
    expect(await search(server, searcher, { search_term: 'searcher' })).toEqual({ results: [], limited: false });
    expect(await search(server, searcher, { search_term: 'test' })).toEqual({ results: [], limited: false });
    expect(await search(server, searcher, { search_term: ' ' })).toEqual({ results: [], limited: false });
    await server.call('PUT', client('/profile/@annabel:test/displayname'), { displayname: 'Zoë %_' }, shares.token);
    expect(await search(server, searcher, { search_term: '%_' })).toEqual({
      results: ['@annabel:test'],
      limited: false,
    });
  });

  test('`search()` leaves out whom a module finds spammy', async () => {
    const asked: unknown[] = [];
    @Module()
    class Filter {
      @SpamChecker
      checkUsernameForSpam(profile: UserProfile, requester: UserId): boolean {
        asked.push([profile, requester]);
        return profile.display_name === 'spam2';
      }
    }
    await using server = await testServer({}, [Filter]);
    const searcher = await server.quickUser('searcher');
    await room(server, 'public_chat', await server.quickUser('spam1'), await server.quickUser('spam2'));
    expect(await search(server, searcher, { search_term: 'spam' })).toEqual({
      results: ['@spam1:test'],
      limited: false,
    });
    const profile = (name: string) => ({ user_id: `@${name}:test`, display_name: name, avatar_url: null });
    expect(asked).toEqual([
      [profile('spam1'), '@searcher:test'],
      [profile('spam2'), '@searcher:test'],
    ]);
  });
});
