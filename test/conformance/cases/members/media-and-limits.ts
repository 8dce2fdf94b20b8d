import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { thirdPartyRules } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';

const setup = { modules: [API_MODULE, thirdPartyRules()] } as const;

/** What modules can do with media and limits beyond Synapse's own ModuleApi. */
export const mediaAndLimitCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'bouton.getLocalMedia',
    title: 'is the file, and what is known about it; null for unknown ones',
    run: async (host) => {
      const alice = await host.user('alice');
      const uri = await alice.upload('Hello', 'text/plain', 'hello.txt');
      const mediaId = uri.split('/').at(-1) ?? '';
      expect(await callApi(host, 'getLocalMedia', mediaId)).toEqual({
        mediaId,
        path: expect.stringMatching(/^\//),
        mediaType: 'text/plain',
        length: 5,
        uploadName: 'hello.txt',
        userId: alice.userId,
        createdTs: expect.closeTo(Number(await callApi(host, 'getCurrentTimeMsec')), -4),
        content: 'Hello',
      });
      expect(await callApi(host, 'getLocalMedia', 'unknown')).toBe(null);
    },
  },
  {
    ...setup,
    callback: 'bouton.ratelimit',
    title: 'counts for each caller and each limit, and says when to try again',
    run: async (host) => {
      const limit = { name: 'rooms', perSecond: 0.01, burstCount: 2 };
      const [one, other] = [host.localpart('one'), host.localpart('other')];
      expect(await callApi(host, 'ratelimit', one, limit)).toBe(null);
      expect(await callApi(host, 'ratelimit', one, limit)).toBe(null);
      expect(await outcomeOf(callApi(host, 'ratelimit', one, limit))).toEqual({
        status: 429,
        body: { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: expect.closeTo(100_000, -4) },
      });
      expect(await callApi(host, 'ratelimit', other, limit)).toBe(null);
      expect(await callApi(host, 'ratelimit', one, { ...limit, name: 'media' })).toBe(null);
    },
  },
];
