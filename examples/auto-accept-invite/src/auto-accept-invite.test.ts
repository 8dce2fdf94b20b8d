import { startTestHomeserver } from '@bouton/testing';
import { expect, test } from 'vitest';
import { AutoAcceptInvite } from './auto-accept-invite.ts';

test('AutoAcceptInvite joins an invited user', async () => {
  await using homeserver = await startTestHomeserver({ modules: [AutoAcceptInvite] });
  const [alice, bob] = await homeserver.users('alice', 'bob');

  const room = await alice.createRoom();
  await alice.invite(room, bob);
  await homeserver.settled();

  expect(await bob.joinedRooms()).toEqual([room]);
  expect(await bob.accountData('m.direct')).toBeUndefined();
});

test('AutoAcceptInvite marks direct messages in m.direct, keeping what is there', async () => {
  await using homeserver = await startTestHomeserver({ modules: [AutoAcceptInvite] });
  const [alice, bob] = await homeserver.users('alice', 'bob');
  await bob.setAccountData('m.direct', { '@carol:localhost': ['!old:localhost'] });

  const first = await alice.createRoom({ is_direct: true, invite: [bob.userId] });
  await homeserver.settled();
  const second = await alice.createRoom({ is_direct: true, invite: [bob.userId] });
  await homeserver.settled();

  expect(await bob.accountData('m.direct')).toEqual({
    '@carol:localhost': ['!old:localhost'],
    '@alice:localhost': [first, second],
  });
});

test('AutoAcceptInvite marks every direct message when many invites come at once', async () => {
  await using homeserver = await startTestHomeserver({ modules: [AutoAcceptInvite] });
  const [alice, bob] = await homeserver.users('alice', 'bob');

  const rooms = await Promise.all(
    Array.from({ length: 6 }, () => alice.createRoom({ is_direct: true, invite: [bob.userId] })),
  );
  await homeserver.settled();

  expect(new Set(await bob.joinedRooms())).toEqual(new Set(rooms));
  const direct = (await bob.accountData('m.direct')) ?? {};
  expect(Object.keys(direct)).toEqual(['@alice:localhost']);
  expect(new Set(Object.values(direct).flat())).toEqual(new Set(rooms));
});

test('AutoAcceptInvite leaves a list in m.direct alone that it does not understand', async () => {
  await using homeserver = await startTestHomeserver({ modules: [AutoAcceptInvite] });
  const [alice, bob] = await homeserver.users('alice', 'bob');
  await bob.setAccountData('m.direct', { '@alice:localhost': 'everything' });

  const room = await alice.createRoom({ is_direct: true, invite: [bob.userId] });
  await homeserver.settled();

  expect(await bob.joinedRooms()).toEqual([room]);
  expect(await bob.accountData('m.direct')).toEqual({ '@alice:localhost': 'everything' });
});

test('AutoAcceptInvite accepts only direct messages if it is told so', async () => {
  await using homeserver = await startTestHomeserver({
    modules: [{ module: AutoAcceptInvite, config: { accept_invites_only_for_direct_messages: true } }],
  });
  const [alice, bob] = await homeserver.users('alice', 'bob');

  await alice.createRoom({ invite: [bob.userId] });
  const direct = await alice.createRoom({ is_direct: true, invite: [bob.userId] });
  await homeserver.settled();

  expect(await bob.joinedRooms()).toEqual([direct]);
});

test('AutoAcceptInvite does nothing on another worker', async () => {
  await using homeserver = await startTestHomeserver({
    modules: [{ module: AutoAcceptInvite, config: { worker_to_run_on: 'worker1' } }],
  });
  const [alice, bob] = await homeserver.users('alice', 'bob');

  await alice.createRoom({ invite: [bob.userId] });
  await homeserver.settled();

  expect(await bob.joinedRooms()).toEqual([]);
});
