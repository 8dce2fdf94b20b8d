import type { JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer } from '../test/test-server.ts';

describe('toDeviceRoutes()', () => {
  test('messages reach the devices that they are for, once however often they are sent', async () => {
    await using server = await testServer();
    const alice = await server.quickUser('alice');
    const bob = await server.quickUser('bob');
    const phone = await server.host.registerDevice(bob.userId, 'PHONE');
    const send = (txnId: string, messages: JsonObject, token = alice.token) =>
      server.call('PUT', client(`/sendToDevice/m.test/${txnId}`), { messages }, token);
    const received = async (token: string) =>
      (await server.call('GET', client('/sync'), undefined, token)).body.to_device?.events ?? [];
    const event = (n: number, sender = alice.userId) => ({ type: 'm.test', sender, content: { n } });

    const toPhone = { [bob.userId]: { PHONE: { n: 1 }, NOWHERE: { n: 9 } }, '@nobody:test': { '*': { n: 9 } } };
    const answers = await Promise.all([send('1', toPhone), send('1', toPhone)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await send('1', toPhone)).status).toBe(200);
    expect((await send('2', { [bob.userId]: { '*': { n: 2 } } })).status).toBe(200);
    // Another device's transaction is another one.
    expect((await send('1', { [bob.userId]: { PHONE: { n: 3 } } }, bob.token)).status).toBe(200);
    expect(await received(phone.accessToken)).toEqual([event(1), event(2), event(3, bob.userId)]);
    expect(await received(bob.token)).toEqual([event(2)]);
  });
});
