import { startTestHomeserver, type TestHomeserver } from '@bouton/testing';
import { describe, expect, test } from 'vitest';
import { FreezeRoom, FROZEN_STATE_TYPE } from './freeze-room.ts';

const refused = { status: 403, body: { errcode: 'M_FORBIDDEN', error: 'This event is not allowed in this context' } };

/** Alice's room, which Bob and Carol have joined. */
async function aliceAndFriends(homeserver: TestHomeserver, roomVersion: string) {
  const [alice, bob, carol] = await homeserver.users('alice', 'bob', 'carol');
  const room = await alice.createRoom({ preset: 'public_chat', room_version: roomVersion });
  await bob.join(room);
  await carol.join(room);
  return { alice, bob, carol, room };
}

describe.each(['10', '12'])('in room version %s', (roomVersion) => {
  test('FreezeRoom freezes the room that its last administrator leaves', async () => {
    await using homeserver = await startTestHomeserver({ modules: [FreezeRoom] });
    const { alice, bob, carol, room } = await aliceAndFriends(homeserver, roomVersion);

    await alice.leave(room);

    expect(await bob.state(room, FROZEN_STATE_TYPE)).toEqual({ frozen: true });
    expect(await bob.state(room, 'm.room.join_rules')).toEqual({ join_rule: 'invite' });
    expect(await bob.state(room, 'm.room.power_levels')).toMatchObject({ users_default: 100 });
    await expect(bob.say(room, 'Anybody there?')).rejects.toMatchObject(refused);
    await expect(bob.kick(room, carol)).rejects.toMatchObject(refused);
    await carol.leave(room);
  });

  test('FreezeRoom makes whoever unfreezes the room its administrator', async () => {
    await using homeserver = await startTestHomeserver({ modules: [FreezeRoom] });
    const { alice, bob, carol, room } = await aliceAndFriends(homeserver, roomVersion);
    await alice.leave(room);

    await bob.sendState(room, FROZEN_STATE_TYPE, { frozen: false });

    const levels = await bob.state(room, 'm.room.power_levels');
    expect(levels).toMatchObject({ users_default: 0, users: { [bob.userId]: 100 } });
    expect(levels['users']).not.toHaveProperty(carol.userId);
    await bob.say(room, 'Welcome back');
    await expect(carol.sendState(room, 'm.room.name', { name: 'Mine' })).rejects.toMatchObject({ status: 403 });
  });

  test('FreezeRoom lets a room live while another administrator is in it', async () => {
    await using homeserver = await startTestHomeserver({ modules: [FreezeRoom] });
    const { alice, bob, room } = await aliceAndFriends(homeserver, roomVersion);
    const levels = await alice.state(room, 'm.room.power_levels');
    const users = Object.assign({}, levels['users'], { [bob.userId]: 100 });
    await alice.sendState(room, 'm.room.power_levels', { ...levels, users });

    await alice.leave(room);

    await expect(bob.say(room, 'Still here')).resolves.toMatch(/^\$/);
  });

  test('FreezeRoom promotes the most powerful members if it is told so', async () => {
    await using homeserver = await startTestHomeserver({
      modules: [{ module: FreezeRoom, config: { promote_moderators: true } }],
    });
    const { alice, bob, carol, room } = await aliceAndFriends(homeserver, roomVersion);
    const levels = await alice.state(room, 'm.room.power_levels');
    const users = Object.assign({}, levels['users'], { [bob.userId]: 50, [carol.userId]: 25 });
    await alice.sendState(room, 'm.room.power_levels', { ...levels, users });

    await alice.leave(room);

    expect(await bob.state(room, 'm.room.power_levels')).toMatchObject({
      users: { [bob.userId]: 100, [carol.userId]: 25 },
    });
    await bob.say(room, 'I am in charge now');
  });

  test('FreezeRoom refuses to unfreeze from a server on the list, and a state without a boolean', async () => {
    await using homeserver = await startTestHomeserver({
      modules: [{ module: FreezeRoom, config: { unfreeze_blacklist: ['localhost'] } }],
    });
    const { alice, bob, room } = await aliceAndFriends(homeserver, roomVersion);
    await expect(alice.sendState(room, FROZEN_STATE_TYPE, { frozen: 'yes' })).rejects.toMatchObject(refused);
    await alice.leave(room);

    await expect(bob.sendState(room, FROZEN_STATE_TYPE, { frozen: false })).rejects.toMatchObject(refused);
    expect(await bob.state(room, FROZEN_STATE_TYPE)).toEqual({ frozen: true });
  });
});
