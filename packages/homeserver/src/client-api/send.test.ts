import { Module, RegistrationBehaviour, SpamChecker, type RoomEvent, type SpamVerdict } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { roomServer } from '../test/room-server.ts';

@Module()
class Suspicious {
  @SpamChecker
  checkEventForSpam(event: RoomEvent): SpamVerdict {
    return event.content['body'] === 'secret' ? ['M_FORBIDDEN', { reason: 'no secrets' }] : 'NOT_SPAM';
  }

  @SpamChecker
  checkRegistrationForSpam(_email: object | null, username: string | null): RegistrationBehaviour {
    return username === 'mallory' ? RegistrationBehaviour.SHADOW_BAN : RegistrationBehaviour.ALLOW;
  }
}

const MESSAGE = { msgtype: 'm.text', body: 'hello' };

describe('sendRoutes()', () => {
  test('`send` answers the same transaction with the same event, `redact` takes its content', async () => {
    await using started = await roomServer();
    const { ask, alice, room } = started;
    const first = await ask(alice, 'PUT', room('/send/m.room.message/1'), MESSAGE);
    expect([first.status, await ask(alice, 'PUT', room('/send/m.room.message/1'), MESSAGE)]).toEqual([200, first]);
    const eventId = encodeURIComponent(String(first.body['event_id']));
    const shown = await ask(alice, 'GET', room(`/event/${eventId}`));
    expect(shown.body).toMatchObject({ content: MESSAGE, unsigned: { transaction_id: '1', membership: 'join' } });
    const redaction = await ask(alice, 'PUT', room(`/redact/${eventId}/2`), { reason: 'why' });
    const redacted = await ask(alice, 'GET', room(`/event/${eventId}`));
    expect(redacted.body).toMatchObject({
      content: {},
      unsigned: { redacted_because: { event_id: redaction.body['event_id'], content: { reason: 'why' } } },
    });
  });

  test.each([
    ['/send/m.room.message/1', '{', 'M_NOT_JSON', 'Content not JSON.'],
    ['/send/m.room.message/1', '[]', 'M_BAD_JSON', 'Content must be a JSON object.'],
    ['/send/m.room.message/1', '{"msgtype":"m.text"}', 'M_UNKNOWN', "'body' not in content"],
    [
      '/redact/%24x/1',
      '{"redacts":"$y"}',
      'M_INVALID_PARAM',
      'Cannot provide a redacts value incoherent with the event_id of the URL parameter',
    ],
  ])('PUT %s with %s answers 400', async (path, body, errcode, error) => {
    await using started = await roomServer();
    const { ask, alice, room } = started;
    expect(await ask(alice, 'PUT', room(path), body)).toEqual({ status: 400, body: { errcode, error } });
  });

  test('`redact` answers 404 for an unknown room', async () => {
    await using started = await roomServer();
    expect(await started.ask(started.alice, 'PUT', '/_matrix/client/v3/rooms/!x:test/redact/%24x/1')).toEqual({
      status: 404,
      body: { errcode: 'M_NOT_FOUND', error: 'Could not find room_version for !x:test' },
    });
  });

  test('a module refuses a message, with its own fields in the answer', async () => {
    await using started = await roomServer([Suspicious]);
    const { ask, alice, room } = started;
    expect(await ask(alice, 'PUT', room('/send/m.room.message/1'), { ...MESSAGE, body: 'secret' })).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'This message has been rejected as probable spam', reason: 'no secrets' },
    });
  });

  test('a shadow-banned user is told that all went well', async () => {
    await using started = await roomServer([Suspicious]);
    const { server, ask, alice, room } = started;
    const mallory = await server.quickUser('mallory');
    await ask(mallory, 'POST', room('/join'));
    const answers = [
      await ask(mallory, 'PUT', room('/send/m.room.message/1'), MESSAGE),
      await ask(mallory, 'PUT', room('/state/m.test'), MESSAGE),
      await ask(mallory, 'POST', room('/invite'), { user_id: '@bob:test' }),
      await ask(mallory, 'POST', room('/upgrade'), { new_version: '11' }),
    ];
    const anEventId: unknown = expect.stringMatching(/^\$[\w-]{43}$/);
    expect(answers).toEqual([
      { status: 200, body: { event_id: anEventId } },
      { status: 200, body: { event_id: anEventId } },
      { status: 200, body: {} },
      { status: 200, body: { replacement_room: expect.stringMatching(/^![A-Za-z]{18}$/) as unknown } },
    ]);
    const newest = await ask(alice, 'GET', room('/messages?dir=b&limit=1'));
    expect(newest.body['chunk']).toMatchObject([{ type: 'm.room.member', state_key: '@mallory:test' }]);
  });
});
