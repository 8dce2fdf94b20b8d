import { startTestHomeserver } from '@bouton/testing';
import { expect, test } from 'vitest';
import { UserRestrictions } from './user-restrictions.ts';

const forbidden = { status: 403, body: { errcode: 'M_FORBIDDEN' } };

const config = {
  rules: [
    { match: '@admin.*:localhost', allow: ['invite', 'create_room'] },
    { match: '@assistant.*:localhost', allow: ['invite'] },
    { match: '@.*bot:localhost', deny: ['invite'] },
  ],
  default_deny: ['create_room'],
};

test('UserRestrictions lets the first rule that decides win', async () => {
  await using homeserver = await startTestHomeserver({ modules: [{ module: UserRestrictions, config }] });
  const [adminbot, assistant, bot, joe] = await homeserver.users('adminbot', 'assistant', 'bot', 'joe');

  const room = await adminbot.createRoom({
    preset: 'public_chat',
    power_level_content_override: { invite: 0 },
  });
  await expect(assistant.createRoom()).rejects.toMatchObject(forbidden);
  await expect(joe.createRoom()).rejects.toMatchObject(forbidden);

  await assistant.join(room);
  await bot.join(room);
  await expect(bot.invite(room, joe)).rejects.toMatchObject(forbidden);
  await assistant.invite(room, joe);
});

test('UserRestrictions matches the whole user ID', async () => {
  await using homeserver = await startTestHomeserver({
    modules: [{ module: UserRestrictions, config: { rules: [{ match: '@bob', deny: ['create_room'] }] } }],
  });
  const bob = await homeserver.user('bob');

  await expect(bob.createRoom()).resolves.toMatch(/^!/);
});

test('UserRestrictions lets default_allow win over default_deny', async () => {
  await using homeserver = await startTestHomeserver({
    modules: [
      {
        module: UserRestrictions,
        config: { rules: [], default_allow: ['create_room'], default_deny: ['create_room', 'invite'] },
      },
    ],
  });
  const [alice, bob] = await homeserver.users('alice', 'bob');

  const room = await alice.createRoom();
  await expect(alice.invite(room, bob)).rejects.toMatchObject(forbidden);
});

test('UserRestrictions refuses an expression that is not valid, at its place', async () => {
  await expect(
    startTestHomeserver({ modules: [{ module: UserRestrictions, config: { rules: [{ match: '@(' }] } }] }),
  ).rejects.toThrow(/rules\[0\]\.match.*must be a regular expression/);
});
