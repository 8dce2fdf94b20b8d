import { beforeAll, describe, test } from 'vitest';
import { roomPath, type SynapseUser } from '../../packages/synapse/src/test/synapse-user.ts';
import type { Deployment } from './deployment.ts';
import { sendMessage } from './grid-client.ts';
import { callMember } from './module-client.ts';
import { PROCESSES, type ProcessName } from './synapse-config.ts';

/** Tests the members of the ModuleApi about rooms and media through each process of a deployment. */
export function testRoomMembers(of: () => Deployment, alice: () => SynapseUser): void {
  const call = (name: ProcessName, member: string, ...args: unknown[]): Promise<unknown> =>
    callMember(of().urlOf(name), member, ...args);
  /** What a member answers in each process. */
  const everywhere = (member: string, ...args: unknown[]): Promise<unknown[]> =>
    Promise.all(PROCESSES.map((name) => call(name, member, ...args)));
  const all = (answer: unknown): unknown[] => PROCESSES.map(() => answer);
  const newRoom = async (): Promise<string> =>
    String((await alice().createRoom({ preset: 'public_chat' })).body['room_id']);

  /** By the process that purges them: a room, and a message in it. */
  const purged = new Map<ProcessName, { readonly room: string; readonly event: string }>();
  // Early: if a module has `on_new_event`, Synapse logs an exception for an event that is purged before it is told of.
  beforeAll(async () => {
    for (const name of PROCESSES) {
      const room = await newRoom();
      const { body } = await sendMessage(of().urlOf(name), alice(), room, { body: 'soon purged' });
      purged.set(name, { room, event: String(body['event_id']) });
    }
  });

  describe.concurrent.each(PROCESSES)('through the process %s', (name) => {
    test('`createRoom()` makes a room that `getRoomsForUser()` finds in every process', async ({ expect }) => {
      const alias = `#made-by-${name}:localhost`;
      const made = await call(name, 'createRoom', alice().userId, { room_alias_name: `made-by-${name}` });
      expect(made).toEqual([expect.stringMatching(/^!/), alias]);
      const [room] = made as [string];
      expect(await everywhere('lookupRoomAlias', alias)).toEqual(all([room, ['localhost']]));
      await expect
        .poll(() => everywhere('getRoomsForUser', alice().userId))
        .toEqual(all(expect.arrayContaining([room])));
      await alice().request('POST', `${roomPath(room)}/leave`, {});
      const without = all(expect.not.arrayContaining([room]));
      await expect.poll(() => everywhere('getRoomsForUser', alice().userId)).toEqual(without);
    });

    test('rooms that were made there are in the lists of every process', async ({ expect }) => {
      const type = `org.example.listed.${name}`;
      const initial = [{ type, state_key: '', content: {} }];
      const config = { name: `Listed by ${name}`, initial_state: initial };
      const [room] = (await call(name, 'createRoom', alice().userId, config)) as [string];
      const found = { rooms: [room], total: 1 };
      await expect.poll(() => everywhere('getRoomsWithStateType', type)).toEqual(all(found));
      const listed = { rooms: [expect.objectContaining({ roomId: room, creator: alice().userId })], total: 1 };
      await expect
        .poll(() => everywhere('getRoomsPaginate', { searchTerm: config.name }), { timeout: 10_000 })
        .toEqual(all(listed));
    });

    test('`getEvent()` gives an event that was sent there, and knows when it is redacted', async ({ expect }) => {
      const room = await newRoom();
      const { body } = await sendMessage(of().urlOf(name), alice(), room, { body: 'a secret' });
      const event = String(body['event_id']);
      const content = { msgtype: 'm.text', body: 'a secret' };
      const found = { event_id: event, room_id: room, sender: alice().userId, content };
      await expect.poll(() => everywhere('getEvent', event)).toEqual(all(expect.objectContaining(found)));
      await alice().request('PUT', `${roomPath(room)}/redact/${event}/t`, {});
      const redacted = expect.objectContaining({ ...found, content: {} });
      await expect.poll(() => everywhere('getEvent', event)).toEqual(all(redacted));
      expect(await call(name, 'getEvent', '$unknown')).toBeNull();
    });

    test('`blockRoom()` and `unblockRoom()` hold for every process', async ({ expect }) => {
      const room = await newRoom();
      const isBlocked = (): Promise<unknown[]> => everywhere('isRoomBlocked', room);
      expect(await isBlocked()).toEqual(all(false));
      expect(await call(name, 'blockRoom', room, alice().userId)).toBeUndefined();
      await expect.poll(isBlocked).toEqual(all(true));
      expect(await call(name, 'unblockRoom', room)).toBeUndefined();
      await expect.poll(isBlocked).toEqual(all(false));
    });

    test('`purgeRoom()` leaves nothing of a room in any process', async ({ expect }) => {
      const { room, event } = purged.get(name) ?? { room: '', event: '' };
      await expect.poll(() => everywhere('getEvent', event)).toEqual(all(expect.objectContaining({ room_id: room })));
      expect(await call(name, 'purgeRoom', room)).toBe('400 M_UNKNOWN: Users are still joined to this room');
      expect(await call(name, 'purgeRoom', room, { force: true })).toBeUndefined();
      await expect.poll(() => everywhere('getEvent', event)).toEqual(all(null));
      await expect.poll(() => everywhere('getUsersInRoom', room)).toEqual(all([]));
    });

    test('`getLocalMedia()` gives a file if media is not turned off', async ({ expect }) => {
      const { body } = await alice().upload(`for ${name}`);
      const mediaId = String(body['content_uri']).split('/').at(-1);
      const media = { mediaId, mediaType: 'text/plain', userId: alice().userId, content: `for ${name}` };
      expect(await call(name, 'getLocalMedia', mediaId)).toEqual(
        name === 'one' ? 'Error: getLocalMedia does not work in one, as enable_media_repo is false there' : media,
      );
    });
  });
}
