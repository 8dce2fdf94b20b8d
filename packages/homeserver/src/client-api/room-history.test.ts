import type { JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { roomServer } from '../test/room-server.ts';

const idsOf = (body: JsonObject, key = 'chunk') =>
  (body[key] as { event_id: string }[]).map(({ event_id }) => event_id);

describe('roomHistoryRoutes()', () => {
  test('messages, members, an event with its context, and its relations are read', async () => {
    await using started = await roomServer();
    const { ask, alice, bob, room } = started;
    await ask(bob, 'POST', room('/join'));
    const sent: string[] = [];
    for (const n of ['1', '2', '3']) {
      const { body } = await ask(alice, 'PUT', room(`/send/m.room.message/${n}`), { msgtype: 'm.text', body: n });
      sent.push(String(body['event_id']));
    }
    const relation = { 'm.relates_to': { rel_type: 'm.annotation', event_id: sent[1], key: '👍' } };
    const reaction = await ask(bob, 'PUT', room('/send/m.reaction/1'), relation);

    const filter = encodeURIComponent('{"types":["m.room.message"]}');
    const page = await ask(alice, 'GET', room(`/messages?dir=b&limit=2&filter=${filter}`));
    expect(idsOf(page.body)).toEqual([sent[2], sent[1]]);
    const next = await ask(alice, 'GET', room(`/messages?dir=b&limit=1&from=${String(page.body['end'])}`));
    expect(idsOf(next.body)).toEqual([sent[0]]);

    const eventId = encodeURIComponent(sent[1] ?? '');
    const { body: around } = await ask(bob, 'GET', room(`/context/${eventId}?limit=2`));
    expect([idsOf(around, 'events_before'), idsOf(around, 'events_after')]).toEqual([[sent[0]], [sent[2]]]);

    const members = await ask(alice, 'GET', room('/members?not_membership=leave'));
    expect(members.body['chunk']).toMatchObject([{ state_key: '@alice:test' }, { state_key: '@bob:test' }]);
    expect((await ask(alice, 'GET', room('/joined_members'))).body).toEqual({
      joined: {
        '@alice:test': { display_name: 'alice', avatar_url: null },
        '@bob:test': { display_name: 'bob', avatar_url: null },
      },
    });

    const relations = async (path: string) => {
      const { body } = await ask(alice, 'GET', room(`/relations/${eventId}${path}`).replace('/v3/', '/v1/'));
      return idsOf(body);
    };
    const reactions = [reaction.body['event_id']];
    expect([
      await relations(''),
      await relations('/m.annotation'),
      await relations('/m.annotation/m.reaction'),
      await relations('/m.thread'),
    ]).toEqual([reactions, reactions, reactions, []]);
  });

  test.each([
    ['/messages?dir=x', 400, 'M_INVALID_PARAM', `Query parameter 'dir' must be one of "b", "f"`],
    ['/messages?dir=b&limit=x', 400, 'M_INVALID_PARAM', "Query parameter 'limit' must be a number"],
    ['/messages?dir=b&limit=-1', 400, 'M_INVALID_PARAM', "Query parameter 'limit' must be at least 0"],
    ['/messages?dir=b&from=zzz', 400, 'M_INVALID_PARAM', "'from' is not a valid stream token"],
    ['/messages?dir=b&filter=zzz', 400, 'M_NOT_JSON', "Query parameter 'filter' must be a JSON object"],
    [
      '/messages?dir=b&filter=%7B%22types%22:3%7D',
      400,
      'M_INVALID_PARAM',
      "Query parameter 'filter' is not a valid filter",
    ],
    ['/members?at=zzz', 400, 'M_INVALID_PARAM', "'at' is not a valid stream token"],
    ['/event/%24x', 404, 'M_NOT_FOUND', 'Event not found.'],
    ['/context/%24x', 404, 'M_NOT_FOUND', 'Event not found.'],
  ])('GET %s answers %i', async (path, status, errcode, error) => {
    await using started = await roomServer();
    const { ask, alice, room } = started;
    expect(await ask(alice, 'GET', room(path))).toEqual({ status, body: { errcode, error } });
  });
});
