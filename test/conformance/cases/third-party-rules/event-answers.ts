import type { JsonObject } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import type { Behaviour } from '../../modules/behaviour.ts';
import { askedFor } from '../../support/calls.ts';
import { thirdPartyRules } from '../../support/modules.ts';
import { INTERNAL_ERROR, outcomeOf, type RefusedRequest } from '../../support/refusal.ts';

const DENIED: RefusedRequest = {
  status: 403,
  body: { errcode: 'M_FORBIDDEN', error: 'This event is not allowed in this context' },
};

interface Answer {
  readonly says: string;
  readonly behaviour: Behaviour;
  /** Left out: the message is sent. */
  readonly refusal?: RefusedRequest;
  /** Whether the second module is asked, too. */
  readonly goesOn?: true;
  /** The version of Synapse that first did so. */
  readonly since?: ConformanceCase['since'];
}

/** What a module answers to a message that says so. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  agreeing: { says: '[true] allows', behaviour: { returns: [true] }, goesOn: true },
  empty: { says: '[true, null] allows', behaviour: { returns: [true, null] }, goesOn: true },
  babbling: { says: 'any first element but false allows', behaviour: { returns: ['no', null] }, goesOn: true },
  denying: { says: '[false] refuses', behaviour: { returns: [false] }, refusal: DENIED },
  torn: {
    says: '[false, replacement] refuses',
    behaviour: { returns: [false, { type: 'm.room.message' }] },
    refusal: DENIED,
  },
  bare: { says: 'a boolean alone fails the request', behaviour: { returns: true }, refusal: INTERNAL_ERROR },
  silent: { says: 'null fails the request', behaviour: { returns: null }, refusal: INTERNAL_ERROR },
  failing: { says: 'an exception fails the request', behaviour: { throws: 'It went wrong' }, refusal: INTERNAL_ERROR },
  refusing: {
    says: 'a SynapseError reaches the client as it is',
    behaviour: {
      refuses: { status: 429, error: 'Slow down', errcode: 'M_LIMIT_EXCEEDED', fields: { retry_after_ms: 5 } },
    },
    refusal: { status: 429, body: { errcode: 'M_LIMIT_EXCEEDED', error: 'Slow down', retry_after_ms: 5 } },
  },
  hollow: {
    says: 'an empty replacement fails the request',
    behaviour: { returns: [true, {}] },
    refusal: INTERNAL_ERROR,
  },
  misshapen: {
    says: 'a replacement that is not a valid event fails the request',
    since: '1.162',
    behaviour: { edits: { content: { msgtype: 'm.text' } } },
    refusal: {
      status: 500,
      body: { errcode: 'M_UNKNOWN', error: "Third party rules module created an invalid event: 'body' not in content" },
    },
  },
  mapped: odd('a Map', 'map'),
  dated: odd('a Date', 'date'),
  numberless: odd('NaN', 'nan'),
  retyped: edited('type', { type: 'org.example.other' }),
  moved: edited('room', { room_id: `!${'A'.repeat(43)}` }),
  stateful: edited('state key', { state_key: '' }),
  foreign: edited('sender to somebody of another server', { sender: '@somebody:elsewhere.example.com' }),
};

/** What answers of `check_event_allowed` come to. */
export const eventAnswerCases: readonly ConformanceCase[] = Object.keys(ANSWERS).map(answerCase);

function answerCase(name: string): ConformanceCase {
  const { says, refusal, goesOn, since } = ANSWERS[name]!;
  const behaviours = Object.fromEntries(Object.entries(ANSWERS).map(([key, { behaviour }]) => [key, behaviour]));
  return {
    callback: 'third_party_rules.check_event_allowed',
    ...(since !== undefined && { since }),
    title: `${says}${goesOn === true ? ', and the next module is asked' : ', and nobody else is asked'}`,
    modules: [thirdPartyRules({ check_event_allowed: behaviours }, 'first'), thirdPartyRules({}, 'second')],
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const before = await askedFor(host, 'check_event_allowed');
      expect(await outcomeOf(alice.say(room, name))).toEqual(refusal ?? 'allowed');
      const asked = (await askedFor(host, 'check_event_allowed')).slice(before.length);
      expect(asked).toEqual(goesOn === true ? ['first', 'second'] : ['first']);

      const bodies = (await alice.messages(room)).map(({ content }) => (content as JsonObject)['body']);
      expect(bodies.includes(name)).toBe(refusal === undefined);
    },
  };
}

/** A replacement that holds what is not JSON. */
function odd(what: string, adds: 'map' | 'date' | 'nan'): Answer {
  return { says: `a replacement with ${what} fails the request`, behaviour: { adds }, refusal: INTERNAL_ERROR };
}

/** A replacement that changes what must stay. */
function edited(what: string, edits: JsonObject): Answer {
  return {
    says: `a replacement that changes the ${what} fails the request`,
    behaviour: { edits },
    refusal: INTERNAL_ERROR,
  };
}
