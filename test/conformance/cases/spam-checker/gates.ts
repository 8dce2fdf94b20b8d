import type { CallbackName } from '@bouton/contract';
import { expect } from 'vitest';
import type { ConformanceHost, ModuleItem, UserOptions } from '../../conformance-case.ts';
import { inviteByMail, logIn, pathOf } from '../../support/client.ts';
import { otpChecker } from '../../support/modules.ts';
import type { RefusedRequest } from '../../support/refusal.ts';
import { denied, type Outcome, type Verdict } from './verdicts.ts';

/** A spam checker callback that refuses what a user does at its first denial. */
export interface Gate {
  readonly callback: CallbackName<'spam_checker'>;
  /** Does what the callback is asked about, as the user of that name. */
  act(host: ConformanceHost, name: string, options?: UserOptions): Promise<unknown>;
  /** The text of a denial. */
  readonly error: string;
  /** Where a verdict does not come to what it comes to elsewhere. */
  readonly outcomes?: Partial<Record<Verdict, Outcome>>;
  /** What a client gets whom the modules let pass, where that is not what it wants. */
  readonly allowed?: unknown;
  /** Whether the modules are not asked about administrators. */
  readonly adminsPass?: true;
  /** What has to run beside the spam checkers. */
  readonly modules?: readonly ModuleItem[];
}

const SPAM = 'This message has been rejected as probable spam';
const STATE = 'You are not permitted to send the state event';
const LOGIN = 'Login was blocked by the server';
const THREEPID = 'Cannot send threepid invite';
/** An upload that is refused does not say what the module said. */
const BAD_CONTENT: RefusedRequest = { status: 400, body: { errcode: 'M_UNKNOWN', error: 'Bad content' } };

/** Every callback of which the first denial refuses. */
export const GATES: readonly Gate[] = [
  {
    callback: 'check_event_for_spam',
    act: async (host, name, options) => {
      const user = await host.user(name, options);
      return user.say(await user.createRoom(), 'Hello');
    },
    error: SPAM,
    outcomes: { affirming: denied(SPAM), negating: 'allowed', babbling: denied('nonsense') },
  },
  {
    callback: 'user_may_join_room',
    act: async (host, name, options) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom({ preset: 'public_chat' });
      return (await host.user(name, options)).join(room);
    },
    error: 'Not allowed to join this room',
    adminsPass: true,
  },
  {
    callback: 'user_may_invite',
    act: async (host, name, options) => {
      const user = await host.user(name, options);
      return user.invite(await user.createRoom(), await host.user('bob'));
    },
    error: 'Invites have been disabled on this server',
    adminsPass: true,
  },
  {
    callback: 'user_may_send_3pid_invite',
    act: async (host, name, options) => {
      const user = await host.user(name, options);
      return inviteByMail(user, await user.createRoom(), 'somebody@example.com');
    },
    error: THREEPID,
    // There is no identity server: the invite fails there, and the homeserver says so in its own words.
    allowed: expect.objectContaining({ body: expect.not.objectContaining({ error: THREEPID }) }),
  },
  {
    callback: 'user_may_create_room',
    act: async (host, name, options) => (await host.user(name, options)).createRoom(),
    error: 'You are not permitted to create rooms',
    adminsPass: true,
  },
  {
    callback: 'user_may_create_room_alias',
    act: async (host, name, options) => {
      const user = await host.user(name, options);
      const alias = `#${host.localpart('hall')}:${host.serverName}`;
      return user.request('PUT', pathOf('directory', 'room', alias), { room_id: await user.createRoom() });
    },
    error: 'This user is not permitted to create this alias',
  },
  {
    callback: 'user_may_publish_room',
    act: async (host, name, options) => {
      const user = await host.user(name, options);
      return user.request('PUT', pathOf('directory', 'list', 'room', await user.createRoom()), {
        visibility: 'private',
      });
    },
    error: 'This user is not permitted to publish rooms to the room list',
  },
  {
    callback: 'user_may_send_state_event',
    act: async (host, name, options) => {
      const user = await host.user(name, options);
      return user.sendState(await user.createRoom(), 'm.room.topic', { topic: 'Hello' });
    },
    error: STATE,
    outcomes: { detailed: denied(STATE), overriding: denied(STATE), affirming: denied(STATE) },
    adminsPass: true,
  },
  {
    callback: 'check_login_for_spam',
    act: async (host, name, options) => {
      await host.user(name, options);
      return logIn(host, { type: 'org.example.otp', user: host.localpart(name), otp: 1, hint: 2 });
    },
    error: LOGIN,
    outcomes: { affirming: denied(LOGIN) },
    modules: [otpChecker({ auth_checkers: { '*': { names: ['*'] } } })],
  },
  {
    callback: 'check_media_file_for_spam',
    // No module hears whose file it is: its content names the verdict.
    act: async (host, name, options) => (await host.user('alice', options)).upload(host.localpart(name), 'text/plain'),
    error: 'Bad content',
    outcomes: {
      forbidding: BAD_CONTENT,
      limiting: BAD_CONTENT,
      detailed: BAD_CONTENT,
      overriding: BAD_CONTENT,
      affirming: BAD_CONTENT,
      negating: 'allowed',
      babbling: BAD_CONTENT,
      silent: BAD_CONTENT,
    },
  },
];
