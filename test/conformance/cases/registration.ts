import type { JsonObject } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost, ModuleItem } from '../conformance-case.ts';
import type { Behaviours } from '../modules/behaviour.ts';
import { argumentsOf, askedFor } from '../support/calls.ts';
import { eventually } from '../support/eventually.ts';
import { spamChecker } from '../support/modules.ts';
import { outcomeOf } from '../support/refusal.ts';

const filtered = { modules: [registering('FilteredModule', 'filtered'), spamChecker({}, 'unfiltered')] } as const;

/** What modules are asked by the way in which they register: with filters, in their constructors, more than once. */
export const registrationCases: readonly ConformanceCase[] = [
  {
    ...filtered,
    callback: 'spam_checker.check_event_for_spam',
    title: 'a module with a filter by type is asked of those events only; the others are asked of all',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      await alice.say(room, 'Hello');
      await alice.send(room, 'org.example.judged', {});
      await alice.sendState(room, 'm.room.topic', { topic: 'Talk' });
      expect(await typesOf(host, 'filtered', 'check_event_for_spam')).toEqual(['org.example.judged', 'm.room.topic']);
      expect(await typesOf(host, 'unfiltered', 'check_event_for_spam')).toEqual([
        'm.room.message',
        'org.example.judged',
        'm.room.topic',
      ]);
    },
  },
  {
    ...filtered,
    callback: 'third_party_rules.check_event_allowed',
    title: 'a module with a filter by membership is asked of those memberships only',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom();
      await alice.invite(room, bob);
      await bob.join(room);
      await alice.say(room, 'Hello');
      await alice.ban(room, bob);
      const calls = (await argumentsOf(host, 'check_event_allowed')) as [{ content: JsonObject }][];
      expect(calls.map(([{ content }]) => content['membership'])).toEqual(['invite', 'ban']);
    },
  },
  {
    ...filtered,
    callback: 'third_party_rules.on_new_event',
    title: 'a module with a filter for what is not state hears of no state',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      await alice.sendState(room, 'm.room.topic', { topic: 'Talk' });
      await alice.say(room, 'Hello');
      expect(await typesOf(host, 'filtered', 'on_new_event')).toEqual(['m.room.message']);
    },
  },
  {
    ...filtered,
    callback: 'add_extra_fields_to_unsigned_client_event.add_field_to_unsigned_callback',
    title: 'a module with a filter adds to those events only',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const [message, other] = [await alice.say(room, 'Hello'), await alice.send(room, 'org.example.other', {})];
      expect((await alice.event(room, message))['unsigned']).toMatchObject({ 'org.example.mark': 1 });
      expect((await alice.event(room, other))['unsigned']).not.toHaveProperty(['org.example.mark']);
    },
  },
  {
    callback: 'spam_checker.check_event_for_spam',
    title: 'a module with a filter for other servers is not asked of local users',
    modules: [registering('RemoteModule', 'remote')],
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await outcomeOf(alice.say(await alice.createRoom(), 'Hello'))).toBe('allowed');
      expect(await argumentsOf(host, 'check_event_for_spam')).toEqual([]);
    },
  },
  {
    callback: 'spam_checker.check_event_for_spam',
    title: 'a module that registers with a filter in its constructor is asked of those events only',
    modules: [registering('FilteringModule', 'filtering')],
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      expect(await outcomeOf(alice.say(room, 'Hello'))).toBe('allowed');
      expect(await outcomeOf(alice.send(room, 'org.example.judged', {}))).toMatchObject({
        status: 403,
        body: { errcode: 'M_FORBIDDEN' },
      });
      expect(await typesOf(host, 'filtering', 'check_event_for_spam')).toEqual(['org.example.judged']);
    },
  },
  {
    callback: 'spam_checker.user_may_create_room',
    title: 'what a module registers in its constructor is asked first, then its methods, in their order',
    modules: [registering('ManyModule', 'many')],
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.createRoom();
      expect(await argumentsOf(host, 'user_may_create_room')).toEqual([['constructor'], ['method'], ['other method']]);
    },
  },
  {
    callback: 'spam_checker.user_may_create_room',
    title: 'one of many callbacks of a module refuses for it',
    modules: [registering('ManyModule', 'many', { user_may_create_room: { mallory: { returns: 'M_FORBIDDEN' } } })],
    run: async (host) => {
      const mallory = await host.user('mallory');
      expect(await outcomeOf(mallory.createRoom())).toMatchObject({ status: 403, body: { errcode: 'M_FORBIDDEN' } });
      expect(await argumentsOf(host, 'user_may_create_room')).toEqual([['constructor']]);
    },
  },
  {
    callback: 'third_party_rules.check_event_allowed',
    title: 'a module may send events of its own meanwhile, of which it is asked in turn',
    modules: [registering('ReentrantModule', 'reentrant')],
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const before = (await askedFor(host, 'check_event_allowed')).length;
      await alice.say(room, 'Hello');
      // Nobody waits for what is sent after the message.
      await eventually(async () => {
        const asked = (await argumentsOf(host, 'check_event_allowed')).slice(before);
        return asked.map(([event]) => (event as JsonObject | undefined)?.['type']);
      }).toEqual(['m.room.message', 'org.example.before', 'org.example.after']);
      expect(await alice.state(room, 'org.example.before')).toEqual({ mark: 1 });
      expect(await alice.state(room, 'org.example.after')).toEqual({ mark: 1 });
      const types = (await alice.messages(room)).map(({ type }) => type);
      expect(types.slice(0, 3)).toEqual(['org.example.after', 'm.room.message', 'org.example.before']);
    },
  },
];

function registering(name: string, tracedAs: string, behaviours: Behaviours = {}): ModuleItem {
  return {
    module: `./registration.ts#${name}`,
    config: { name: tracedAs, behaviours: behaviours as JsonObject },
  };
}

/** The types of the events that a module was asked about. */
async function typesOf(host: ConformanceHost, name: string, asked: string): Promise<unknown[]> {
  const trace = await host.trace();
  return trace
    .filter(({ module, callback }) => module === name && callback === asked)
    .map(({ args: [event] }) => (event as JsonObject)['type']);
}
