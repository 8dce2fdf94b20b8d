import type { TestUser } from '@bouton/testing';
import { expect } from 'vitest';
import type { ConformanceCase } from '../conformance-case.ts';
import type { Behaviour } from '../modules/behaviour.ts';
import { argumentsOf, askedFor, callsDuring } from '../support/calls.ts';
import { mediaRepository, spamChecker } from '../support/modules.ts';
import { INTERNAL_ERROR, outcomeOf, type RefusedRequest } from '../support/refusal.ts';

const CONFIG = '/_matrix/client/v1/media/config';
const DAY = 24 * 60 * 60 * 1000;

const fails = { throws: 'It went wrong' };
const refuses = { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE' } };
const TEAPOT: RefusedRequest = { status: 418, body: { errcode: 'M_BAD_STATE', error: 'I am a teapot' } };
/** What an upload over a limit is answered with: since Synapse 1.158 the second, as a case below shows. */
const OVER_LIMIT = expect.toBeOneOf([
  expect.objectContaining({ status: 400, body: expect.objectContaining({ errcode: 'M_RESOURCE_LIMIT_EXCEEDED' }) }),
  expect.objectContaining({ status: 403, body: expect.objectContaining({ errcode: 'M_USER_LIMIT_EXCEEDED' }) }),
]);
const TOO_LARGE: RefusedRequest = {
  status: 413,
  body: { errcode: 'M_TOO_LARGE', error: 'Upload request body is too large' },
};

/** Limits that let ten bytes pass in a period. */
function tenBytes(timePeriodMs: number, more: object = {}): Behaviour {
  return { returns: [{ maxBytes: 10, timePeriodMs, ...more }] };
}

const setup = {
  modules: [
    mediaRepository(
      {
        get_media_config_for_user: {
          special: { returns: { 'm.upload.size': 5, 'org.example.more': true } },
          hollow: { returns: {} },
          failing: fails,
          refusing: refuses,
        },
        is_user_allowed_to_upload_media_of_size: {
          refused: { returns: false },
          silent: { returns: null },
          babbling: { returns: 'yes' },
          failing: fails,
          refusing: refuses,
        },
        get_media_upload_limits_for_user: {
          limited: {
            returns: [
              { maxBytes: 100, timePeriodMs: DAY },
              { maxBytes: 10, timePeriodMs: 7 * DAY },
            ],
          },
          informed: tenBytes(DAY, { infoUri: 'https://example.com/limits', canUpgrade: true }),
          unlimited: { returns: [] },
          unlucky: tenBytes(DAY),
          stubborn: tenBytes(DAY),
          clumsy: fails,
        },
        on_media_upload_limit_exceeded: { unlucky: fails, stubborn: refuses },
      },
      'first',
    ),
    mediaRepository(
      {
        get_media_config_for_user: {
          special: { returns: { 'm.upload.size': 6 } },
          hollow: { returns: { 'm.upload.size': 7 } },
        },
        is_user_allowed_to_upload_media_of_size: { late: { returns: false } },
        get_media_upload_limits_for_user: { unlimited: tenBytes(DAY), tardy: tenBytes(DAY) },
      },
      'second',
    ),
    spamChecker(),
  ],
  settings: { max_upload_size: 1000, media_upload_limits: [{ time_period: '1d', max_size: 50 }] },
} as const;

const config = { callback: 'media_repository.get_media_config_for_user', ...setup } as const;
const size = { callback: 'media_repository.is_user_allowed_to_upload_media_of_size', ...setup } as const;
const limits = { callback: 'media_repository.get_media_upload_limits_for_user', ...setup } as const;
const exceeded = { callback: 'media_repository.on_media_upload_limit_exceeded', ...setup } as const;

/** Media: their configuration, and who may upload how much. */
export const mediaRepositoryCases: readonly ConformanceCase[] = [
  {
    ...config,
    title: 'the first object with anything in it is the whole answer',
    run: async (host) => {
      const [special, hollow] = [await host.user('special'), await host.user('hollow')];
      expect(await special.request('GET', CONFIG)).toEqual({ 'm.upload.size': 5, 'org.example.more': true });
      expect(await hollow.request('GET', '/_matrix/media/v3/config')).toEqual({ 'm.upload.size': 7 });
      expect(await askedFor(host, 'get_media_config_for_user')).toEqual(['first', 'first', 'second']);
      expect((await argumentsOf(host, 'get_media_config_for_user'))[0]).toEqual([special.userId]);
    },
  },
  {
    ...config,
    modules: setup.modules.toReversed(),
    title: 'in the other order, the other module is heard',
    run: async (host) => {
      const special = await host.user('special');
      expect(await special.request('GET', CONFIG)).toEqual({ 'm.upload.size': 6 });
    },
  },
  {
    ...config,
    title: "where no module answers, the homeserver's configuration counts",
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await alice.request('GET', CONFIG)).toEqual({ 'm.upload.size': 1000 });
    },
  },
  {
    ...config,
    title: 'an exception fails the request, a SynapseError reaches the client as it is',
    run: async (host) => {
      const [failing, refusing] = [await host.user('failing'), await host.user('refusing')];
      expect(await outcomeOf(failing.request('GET', CONFIG))).toEqual(INTERNAL_ERROR);
      expect(await outcomeOf(refusing.request('GET', CONFIG))).toEqual(TEAPOT);
    },
  },
  {
    ...size,
    title: 'gets the user and the size; every module is asked that allows',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.upload('Hello', 'text/plain');
      expect(await argumentsOf(host, 'is_user_allowed_to_upload_media_of_size')).toEqual([
        [alice.userId, 5],
        [alice.userId, 5],
      ]);
    },
  },
  {
    ...size,
    title: 'the first false, or null, is answered with 413 M_TOO_LARGE, and nobody else is asked',
    run: async (host) => {
      for (const name of ['refused', 'silent']) expect(await upload(await host.user(name))).toEqual(TOO_LARGE);
      expect(await askedFor(host, 'is_user_allowed_to_upload_media_of_size')).toEqual(['first', 'first']);
      expect(await askedFor(host, 'check_media_file_for_spam')).toEqual([]);
    },
  },
  {
    ...size,
    title: 'whatever is not false in JavaScript and Python allows; the second module is heard as well',
    run: async (host) => {
      expect(await upload(await host.user('babbling'))).toBe('allowed');
      expect(await upload(await host.user('late'))).toEqual(TOO_LARGE);
    },
  },
  {
    ...size,
    title: "is not asked of a file beyond the homeserver's own limit",
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await outcomeOf(alice.upload('x'.repeat(1001), 'text/plain'))).toMatchObject({ status: 413 });
      expect(await argumentsOf(host, 'is_user_allowed_to_upload_media_of_size')).toEqual([]);
    },
  },
  {
    ...size,
    title: 'an exception fails the upload, a SynapseError reaches the client as it is',
    run: async (host) => {
      expect(await upload(await host.user('failing'))).toEqual(INTERNAL_ERROR);
      expect(await upload(await host.user('refusing'))).toEqual(TEAPOT);
    },
  },
  {
    ...limits,
    title: 'the limits of the first module that answers count, and no limits are an answer',
    run: async (host) => {
      const [limited, unlimited] = [await host.user('limited'), await host.user('unlimited')];
      expect(await upload(limited)).toBe('allowed');
      expect(await upload(limited)).toEqual(OVER_LIMIT);
      for (let n = 0; n < 8; n += 1) expect(await upload(unlimited)).toBe('allowed');
      expect(new Set(await askedFor(host, 'get_media_upload_limits_for_user'))).toEqual(new Set(['first']));
    },
  },
  {
    ...limits,
    title: 'the second module is heard where the first has no answer',
    run: async (host) => {
      const tardy = await host.user('tardy');
      expect(await upload(tardy)).toBe('allowed');
      expect(await upload(tardy)).toEqual(OVER_LIMIT);
    },
  },
  {
    ...limits,
    title: "where no module answers, the homeserver's limits count",
    run: async (host) => {
      const alice = await host.user('alice');
      for (let n = 0; n < 6; n += 1) expect(await upload(alice)).toBe('allowed');
      expect(await upload(alice)).toEqual(OVER_LIMIT);
    },
  },
  {
    ...limits,
    title: 'is asked when the file has been checked; an exception fails the upload',
    run: async (host) => {
      const clumsy = await host.user('clumsy');
      const calls = await callsDuring(host, async () => expect(await upload(clumsy)).toEqual(INTERNAL_ERROR));
      expect(calls.map(({ callback }) => callback)).toEqual([
        'is_user_allowed_to_upload_media_of_size',
        'is_user_allowed_to_upload_media_of_size',
        'check_media_file_for_spam',
        'get_media_upload_limits_for_user',
      ]);
    },
  },
  {
    ...exceeded,
    since: '1.158',
    title: 'gets the user, the limit, what was sent before and what was to be sent; every module is told',
    run: async (host) => {
      const informed = await host.user('informed');
      expect(await upload(informed)).toBe('allowed');
      expect(await upload(informed)).toEqual({
        status: 403,
        body: {
          errcode: 'M_USER_LIMIT_EXCEEDED',
          error: 'Media upload limit exceeded',
          info_uri: 'https://example.com/limits',
          can_upgrade: true,
        },
      });
      const limit = { maxBytes: 10, timePeriodMs: DAY, infoUri: 'https://example.com/limits', canUpgrade: true };
      const call = [informed.userId, limit, 8, 8];
      expect(await argumentsOf(host, 'on_media_upload_limit_exceeded')).toEqual([call, call]);
    },
  },
  {
    ...exceeded,
    title: 'gets the limit of the longest period of those that are exceeded',
    run: async (host) => {
      const limited = await host.user('limited');
      await upload(limited);
      await upload(limited);
      const [[, limit]] = (await argumentsOf(host, 'on_media_upload_limit_exceeded')) as [unknown[]];
      expect(limit).toMatchObject({ maxBytes: 10, timePeriodMs: 7 * DAY });
    },
  },
  {
    ...exceeded,
    title: 'an exception takes the place of the refusal, and nobody else is told',
    run: async (host) => {
      const [unlucky, stubborn] = [await host.user('unlucky'), await host.user('stubborn')];
      await upload(unlucky);
      expect(await upload(unlucky)).toEqual(INTERNAL_ERROR);
      await upload(stubborn);
      expect(await upload(stubborn)).toEqual(TEAPOT);
      expect(await askedFor(host, 'on_media_upload_limit_exceeded')).toEqual(['first', 'first']);
    },
  },
];

/** Uploads eight bytes. */
function upload(user: TestUser): ReturnType<typeof outcomeOf> {
  return outcomeOf(user.upload('12345678', 'text/plain'));
}
