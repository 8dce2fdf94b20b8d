import type { JsonObject } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { argumentsOf, askedFor } from '../../support/calls.ts';
import { plainImage } from '../../support/images.ts';
import { spamChecker } from '../../support/modules.ts';
import { INTERNAL_ERROR } from '../../support/refusal.ts';
import { pngOf, seenThumbnails, thumbnailOf, thumbnailRefusal, uploadImage } from '../../support/thumbnails.ts';

const callback = 'spam_checker.check_media_file_for_spam';

const refusing = {
  callback,
  modules: [
    spamChecker(
      {
        check_media_file_for_spam: {
          'image/png 320x160': { returns: 'M_FORBIDDEN' },
          'image/png 320x80': { throws: 'It went wrong' },
          'image/jpeg 32x32': { returns: true },
        },
      },
      'first',
    ),
    spamChecker({}, 'second'),
  ],
} as const;

const dynamic = {
  callback,
  modules: [
    spamChecker({
      check_media_file_for_spam: {
        'image/png 64x32': { returns: ['M_LIMIT_EXCEEDED', { reason: 'Too late' }] },
        'image/png 66x33': { throws: 'It went wrong' },
        'image/png 68x34': { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE' } },
      },
    }),
  ],
  settings: { dynamic_thumbnails: true, thumbnail_sizes: [], max_image_pixels: 10_000 },
} as const;

/** What is left of thumbnails that `check_media_file_for_spam` refuses, and those that are made when they are asked for. */
export const refusedThumbnailCases: readonly ConformanceCase[] = [
  {
    ...refusing,
    title: 'a thumbnail that is refused is not made, nor are those after it; who asks for it has it checked anew',
    run: async (host) => {
      const alice = await host.user('alice');
      const uri = await uploadImage(alice, plainImage(1000, 500).png());
      expect(await seenThumbnails(host, 'first')).toEqual([
        'crop image/png 32x32',
        'crop image/png 96x96',
        'scale image/png 320x160',
      ]);
      expect(await askedFor(host, 'check_media_file_for_spam')).toEqual([
        ...Array.from({ length: 3 }, () => ['first', 'second']).flat(),
        'first',
      ]);
      expect([
        await thumbnailOf(alice, uri, 'width=96&height=96&method=crop'),
        await thumbnailRefusal(alice, uri, 320),
        (await alice.download(uri)).status,
      ]).toEqual([pngOf('96x96'), { status: 404, body: { errcode: 'M_FORBIDDEN', error: 'Not found' } }, 200]);
      expect((await seenThumbnails(host, 'first')).slice(3)).toEqual(['scale image/png 320x160']);
    },
  },
  {
    ...refusing,
    title: 'where no thumbnail was made by the wanted method, there is none',
    run: async (host) => {
      const alice = await host.user('alice');
      const uri = await uploadImage(alice, plainImage(1000, 500).jpeg());
      expect(await seenThumbnails(host)).toEqual(['crop image/jpeg 32x32']);
      expect([
        await thumbnailOf(alice, uri, 'width=96&height=96&method=crop'),
        await thumbnailOf(alice, uri, 'width=96&height=96&method=scale'),
      ]).toEqual([
        [404, 'M_FORBIDDEN'],
        [404, 'M_NOT_FOUND'],
      ]);
    },
  },
  {
    ...refusing,
    title: 'an exception about a thumbnail does not fail the upload, but who asks for the thumbnail',
    run: async (host) => {
      const alice = await host.user('alice');
      const uri = await uploadImage(alice, plainImage(1000, 250).png());
      expect((await seenThumbnails(host, 'first')).at(-1)).toBe('scale image/png 320x80');
      expect([
        await thumbnailOf(alice, uri, 'width=96&height=96&method=crop'),
        await thumbnailRefusal(alice, uri, 320),
      ]).toEqual([pngOf('96x96'), INTERNAL_ERROR]);
    },
  },
  {
    ...dynamic,
    title: 'gets a thumbnail that is made when it is asked for, once, with the size that was asked for',
    run: async (host) => {
      const alice = await host.user('alice');
      const uri = await uploadImage(alice, plainImage(140, 70).jpeg());
      expect(await seenThumbnails(host)).toEqual([]);
      const queries = ['width=50&height=40', 'width=50&height=40', 'width=60&height=50&method=crop'];
      for (const query of queries) await thumbnailOf(alice, uri, query);
      expect(await thumbnailOf(alice, uri, queries[0]!)).toEqual(pngOf('50x25'));
      const infos = (await argumentsOf(host, 'check_media_file_for_spam')).slice(1);
      expect(infos.map(([content, info]) => [content, (info as JsonObject)['thumbnail']])).toEqual([
        ['image/png 50x25', { width: 50, height: 40, method: 'scale', type: 'image/png', length: expect.any(Number) }],
        ['image/png 60x50', { width: 60, height: 50, method: 'crop', type: 'image/png', length: expect.any(Number) }],
      ]);
    },
  },
  {
    ...dynamic,
    title: 'a thumbnail that is made when it is asked for can be refused: 404 with the code of the module',
    run: async (host) => {
      const alice = await host.user('alice');
      const uri = await uploadImage(alice, plainImage(140, 70).png());
      const notFound = { status: 404, body: { errcode: 'M_LIMIT_EXCEEDED', error: 'Not found' } };
      expect([await thumbnailRefusal(alice, uri, 64), await thumbnailRefusal(alice, uri, 64)]).toEqual([
        notFound,
        notFound,
      ]);
      expect(await seenThumbnails(host)).toHaveLength(2);
      expect([await thumbnailRefusal(alice, uri, 66), await thumbnailRefusal(alice, uri, 68)]).toEqual([
        INTERNAL_ERROR,
        { status: 418, body: { errcode: 'M_BAD_STATE', error: 'I am a teapot' } },
      ]);
    },
  },
  {
    ...dynamic,
    title: 'no thumbnail is made of what is not an image, or has the largest number of pixels',
    run: async (host) => {
      const alice = await host.user('alice');
      const [text, large] = [
        await alice.upload('Dear diary', 'image/png'),
        await uploadImage(alice, plainImage(100, 100)),
      ];
      const fitting = await uploadImage(alice, plainImage(100, 99).png());
      for (const uri of [text, large]) {
        expect(await thumbnailOf(alice, uri, 'width=9&height=9')).toEqual([400, 'M_UNKNOWN']);
      }
      expect(await thumbnailOf(alice, fitting, 'width=9&height=9&method=crop')).toEqual(pngOf('9x9'));
    },
  },
];
