import { Codes, Module, NOT_SPAM, SpamChecker, type RoomId, type UserId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { roomServer } from '../test/room-server.ts';

@Module()
class NoSecrets {
  @SpamChecker
  userMaySendStateEvent(_user: UserId, _room: RoomId, type: string): typeof NOT_SPAM | Codes {
    return type === 'm.secret' ? Codes.FORBIDDEN : NOT_SPAM;
  }
}

describe('roomStateRoutes()', () => {
  test('state is set and read, with and without a state key', async () => {
    await using started = await roomServer();
    const { ask, alice, room } = started;
    const key = encodeURIComponent('a/b:c%');
    expect((await ask(alice, 'PUT', room(`/state/m.test/${key}`), { a: 1 })).status).toBe(200);
    expect((await ask(alice, 'PUT', room('/state/m.test/'), { a: 2 })).status).toBe(200);
    expect((await ask(alice, 'GET', room(`/state/m.test/${key}`))).body).toEqual({ a: 1 });
    expect((await ask(alice, 'GET', room('/state/m.test'))).body).toEqual({ a: 2 });
    const event = await ask(alice, 'GET', room('/state/m.test/?format=event'));
    expect(event.body).toMatchObject({ type: 'm.test', state_key: '', content: { a: 2 }, sender: '@alice:test' });
    const all = await ask(alice, 'GET', room('/state'));
    expect(Object.values(all.body)).toContainEqual(expect.objectContaining({ type: 'm.test', state_key: 'a/b:c%' }));
    expect(await ask(alice, 'GET', room('/state/m.nothing'))).toEqual({
      status: 404,
      body: { errcode: 'M_NOT_FOUND', error: 'Event not found.' },
    });
  });

  test('state is read only by those who are in the room, or were', async () => {
    await using started = await roomServer();
    const { ask, bob, roomId, room } = started;
    expect(await ask(bob, 'GET', room('/state/m.room.create'))).toEqual({
      status: 403,
      body: {
        errcode: 'M_FORBIDDEN',
        error: `User @bob:test not in room ${roomId}, and room previews are disabled`,
      },
    });
  });

  test('a membership is set as state', async () => {
    await using started = await roomServer();
    const { ask, bob, room } = started;
    const path = room('/state/m.room.member/@bob:test');
    expect((await ask(bob, 'PUT', path, { membership: 'join', displayname: 'Robert' })).status).toBe(200);
    expect((await ask(bob, 'GET', path)).body).toEqual({ membership: 'join', displayname: 'Robert' });
  });

  test.each([
    ['%40alice%3Atest', '{}', 'M_UNKNOWN', 'Invalid membership (must be a string)'],
    ['alice', '{"membership":"join"}', 'M_INVALID_PARAM', "Expected UserID string to start with '@'"],
  ])('the membership of %s, with %s, is refused', async (key, body, errcode, error) => {
    await using started = await roomServer();
    const { ask, alice, room } = started;
    const path = room(`/state/m.room.member/${key}`);
    expect(await ask(alice, 'PUT', path, body)).toEqual({ status: 400, body: { errcode, error } });
  });

  test('a module refuses state, except of an administrator', async () => {
    await using started = await roomServer([NoSecrets]);
    const { server, ask, alice, room } = started;
    expect(await ask(alice, 'PUT', room('/state/m.secret'))).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'You are not permitted to send the state event' },
    });
    await server.host.setUserAdmin('@alice:test', true);
    expect((await ask(alice, 'PUT', room('/state/m.secret'))).status).toBe(200);
  });
});
