import type { CallbackName } from '@bouton/contract';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import type { Behaviour } from '../../modules/behaviour.ts';
import type { TraceEntry } from '../../modules/trace-entry.ts';
import { callsDuring } from '../../support/calls.ts';
import { inviteByMail, pathOf } from '../../support/client.ts';
import { thirdPartyRules } from '../../support/modules.ts';
import { outcomeOf, type RefusedRequest } from '../../support/refusal.ts';

/** A callback with which a module forbids something by false, and by false only. */
interface Veto {
  readonly callback: CallbackName<'third_party_rules'>;
  /** Makes a request ready that the callback is asked about, with that name for who acts. */
  prepare(host: ConformanceHost, name: string): Promise<() => Promise<unknown>>;
  readonly denial: RefusedRequest;
  /** What a client gets whom the modules let pass, where that is not what it wants. */
  readonly allowed?: unknown;
  /** How often each module is asked in one request. */
  readonly timesAsked?: number;
}

const THREEPID = 'This third-party identifier can not be invited in this room';

const VETOES: readonly Veto[] = [
  {
    callback: 'check_threepid_can_be_invited',
    prepare: async (host, name) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      return () => inviteByMail(alice, room, `${name}@example.com`);
    },
    denial: forbidden(THREEPID),
    // There is no identity server: the invite fails there, and the homeserver says so in its own words.
    allowed: expect.objectContaining({ body: expect.not.objectContaining({ error: THREEPID }) }),
  },
  {
    callback: 'check_visibility_can_be_modified',
    prepare: async (host, name) => {
      const user = await host.user(name);
      const path = pathOf('directory', 'list', 'room', await user.createRoom());
      return () => user.request('PUT', path, { visibility: 'public' });
    },
    denial: { status: 403, body: { errcode: 'M_UNKNOWN', error: 'Not allowed to publish room' } },
  },
  {
    callback: 'check_can_shutdown_room',
    prepare: async (host, name) => {
      const admin = await host.user(name, { admin: true });
      const path = `/_synapse/admin/v2/rooms/${encodeURIComponent(await admin.createRoom())}`;
      return () => admin.request('DELETE', path, {});
    },
    denial: forbidden('Shutdown of this room is forbidden'),
    timesAsked: 2,
  },
  {
    callback: 'check_can_deactivate_user',
    prepare: async (host, name) => {
      const [admin, user] = [await host.user('admin', { admin: true }), await host.user(name)];
      const path = `/_synapse/admin/v1/deactivate/${encodeURIComponent(user.userId)}`;
      return () => admin.request('POST', path, {});
    },
    denial: forbidden('Deactivation of this user is forbidden'),
  },
];

const ANSWERS: Readonly<Record<string, { readonly says: string; readonly behaviour: Behaviour }>> = {
  agreeing: { says: 'true allows', behaviour: { returns: true } },
  denying: { says: 'false refuses', behaviour: { returns: false } },
  silent: { says: 'null allows', behaviour: { returns: null } },
  babbling: { says: 'a text allows', behaviour: { returns: 'no' } },
  failing: { says: 'an exception allows', behaviour: { throws: 'It went wrong' } },
  refusing: {
    says: 'even a SynapseError allows',
    behaviour: { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE' } },
  },
};

/** What answers come to, in every callback in which only false refuses. */
export const vetoCases: readonly ConformanceCase[] = VETOES.flatMap((veto) => [
  ...Object.keys(ANSWERS).map((name) => answerCase(veto, name)),
  secondCase(veto),
]);

function modulesOf({ callback }: Veto): ConformanceCase['modules'] {
  const behaviours = Object.fromEntries(Object.entries(ANSWERS).map(([name, { behaviour }]) => [name, behaviour]));
  return [
    thirdPartyRules({ [callback]: behaviours }, 'first'),
    thirdPartyRules({ [callback]: { late: { returns: false } } }, 'second'),
  ];
}

function answerCase(veto: Veto, name: string): ConformanceCase {
  const { callback, prepare, denial, allowed = 'allowed', timesAsked = 1 } = veto;
  const refuses = name === 'denying';
  const asked = refuses ? ['first'] : Array.from({ length: timesAsked }, () => ['first', 'second']).flat();
  return {
    callback: `third_party_rules.${callback}`,
    title: `${ANSWERS[name]?.says}${refuses ? ', and nobody else is asked' : ''}`,
    modules: modulesOf(veto),
    run: async (host) => {
      const request = await prepare(host, name);
      const calls = await callsDuring(host, async () =>
        expect(await outcomeOf(request())).toEqual(refuses ? denial : allowed),
      );
      expect(modulesAsked(calls, callback)).toEqual(asked);
    },
  };
}

function secondCase(veto: Veto): ConformanceCase {
  return {
    callback: `third_party_rules.${veto.callback}`,
    title: 'the second module is heard as well',
    modules: modulesOf(veto),
    run: async (host) => {
      const request = await veto.prepare(host, 'late');
      const calls = await callsDuring(host, async () => expect(await outcomeOf(request())).toEqual(veto.denial));
      expect(modulesAsked(calls, veto.callback)).toEqual(['first', 'second']);
    },
  };
}

function modulesAsked(calls: readonly TraceEntry[], asked: string): string[] {
  return calls.filter(({ callback }) => callback === asked).map(({ module }) => module);
}

function forbidden(error: string): RefusedRequest {
  return { status: 403, body: { errcode: 'M_FORBIDDEN', error } };
}
