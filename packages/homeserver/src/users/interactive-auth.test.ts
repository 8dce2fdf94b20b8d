import { ManualClock } from '@bouton/runtime';
import { SynapseError, type JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { InteractiveAuth } from './interactive-auth.ts';

const tryOut = (interactiveAuth: InteractiveAuth, auth?: JsonObject, userAgent = 'browser') =>
  interactiveAuth.complete({
    name: 'test',
    flows: [['m.login.dummy']],
    params: {},
    auth,
    request: { ip: '127.0.0.1', userAgent },
    check: async () => true,
  });

const sessionOf = async (attempt: Promise<unknown>): Promise<JsonObject> => {
  const error: unknown = await attempt.catch((failure: unknown) => failure);
  return { session: SynapseError.is(error) ? error.additionalFields['session'] : undefined };
};

describe('InteractiveAuth', () => {
  test('`complete()` forgets the oldest of too many sessions', async () => {
    const interactiveAuth = new InteractiveAuth(new ManualClock());
    const [first, second] = [await sessionOf(tryOut(interactiveAuth)), await sessionOf(tryOut(interactiveAuth))];
    for (let count = 2; count <= 10_000; count += 1) await sessionOf(tryOut(interactiveAuth));
    const type = 'm.login.dummy';
    await expect(tryOut(interactiveAuth, { ...first, type })).rejects.toThrow('Unknown session ID');
    expect(await tryOut(interactiveAuth, { ...second, type })).toMatchObject({ results: { [type]: true } });
  });

  test('`complete()` remembers from where the requests of a session came, each once, and not without end', async () => {
    const interactiveAuth = new InteractiveAuth(new ManualClock());
    const session = await sessionOf(tryOut(interactiveAuth));
    await sessionOf(tryOut(interactiveAuth, session));
    for (let count = 0; count < 200; count += 1) await sessionOf(tryOut(interactiveAuth, session, `agent ${count}`));
    const { requests } = await tryOut(interactiveAuth, { ...session, type: 'm.login.dummy' });
    expect([requests.length, requests[1]]).toEqual([100, { ip: '127.0.0.1', userAgent: 'agent 0' }]);
  });
});
