import { describe, expect, test } from 'vitest';
import { requestJson, type SynapseUser } from '../../packages/synapse/src/test/synapse-user.ts';
import type { Deployment } from './deployment.ts';
import { askModule } from './module-client.ts';
import type { ProcessName } from './synapse-config.ts';

/** Tests web resources that nginx gives to workers. */
export function testWebResources(of: () => Deployment, alice: () => SynapseUser): void {
  const at = (path: string): string => `${of().url}/_synapse/client/streams/${path}`;
  const worker = (): unknown => (of().isShared ? 'all' : expect.stringMatching(/^(one|two)$/));

  describe('a web resource of a worker, behind nginx', () => {
    test('gives the body that it is sent in pieces, and knows who sends it', async () => {
      const body = new Uint8Array(5_000_000).map((_, index) => index % 251);
      const pieces = Array.from({ length: 50 }, (_, nth) => body.subarray(nth * 100_000, (nth + 1) * 100_000));
      const response = await fetch(at('echo'), {
        method: 'POST',
        headers: { authorization: `Bearer ${alice().accessToken}` },
        body: ReadableStream.from(pieces),
        duplex: 'half',
      });
      const { status, headers } = response;
      expect([status, headers.get('x-user'), headers.get('x-worker')]).toEqual([201, alice().userId, worker()]);
      expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), body)).toBe(0);
    });

    test('refuses who sends no access token, or one that nobody has', async () => {
      const error = (errcode: string, text: string, more: object = {}): object => ({
        status: 401,
        body: { errcode, error: text, ...more },
      });
      expect(await requestJson(at('echo'))).toEqual(error('M_MISSING_TOKEN', 'Missing access token'));
      expect(await requestJson(at('echo'), { headers: { authorization: 'Bearer no' } })).toEqual(
        error('M_UNKNOWN_TOKEN', 'Invalid access token passed.', { soft_logout: false }),
      );
    });

    test('gives the first piece of a body before it has the last one', async () => {
      const response = await fetch(at('slow'));
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      expect(await reader?.read()).toEqual({ done: false, value: 'begun' });
      const name = response.headers.get('x-worker');
      await askModule(name === 'all' ? of().url : of().urlOf(name as ProcessName), 'streams/release');
      expect(await reader?.read()).toEqual({ done: false, value: ', ended' });
      expect(await reader?.read()).toEqual({ done: true, value: undefined });
    });
  });
}
