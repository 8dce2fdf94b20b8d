import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { argumentsOf } from '../../support/calls.ts';
import { animatedImage, noisyImage, plainImage } from '../../support/images.ts';
import { spamChecker } from '../../support/modules.ts';
import { pngOf, seenThumbnails, thumbnailOf, uploadImage } from '../../support/thumbnails.ts';

const callback = 'spam_checker.check_media_file_for_spam';

const usual = { callback, modules: [spamChecker()] } as const;

/** What `check_media_file_for_spam` is called with for thumbnails, and which of those are served. */
export const thumbnailCases: readonly ConformanceCase[] = [
  {
    ...usual,
    title: 'gets the thumbnails of an uploaded image after the image itself, with their sizes',
    run: async (host) => {
      const alice = await host.user('alice');
      const uri = await uploadImage(alice, plainImage(1000, 500).png());
      const [first, ...others] = await argumentsOf(host, 'check_media_file_for_spam');
      const fileId = uri.split('/').at(-1);
      expect(first?.[1]).toEqual({ serverName: null, fileId, urlCache: false, thumbnail: null });
      const sizes = [
        ['crop', 32, 32],
        ['crop', 96, 96],
        ['scale', 320, 160],
        ['scale', 640, 320],
        ['scale', 800, 400],
      ] as const;
      expect(others).toEqual(
        sizes.map(([method, width, height]) => {
          const thumbnail = { width, height, method, type: 'image/png', length: expect.any(Number) };
          return [`image/png ${width}x${height}`, { serverName: null, fileId, urlCache: false, thumbnail }];
        }),
      );
    },
  },
  {
    ...usual,
    title: 'a thumbnail is served by its method in the size that comes closest, and modules are not asked again',
    run: async (host) => {
      const alice = await host.user('alice');
      const uri = await uploadImage(alice, plainImage(1000, 500).png());
      const queries = [
        'width=32&height=32&method=crop',
        'width=33&height=33&method=crop',
        'width=33&height=20&method=crop',
        'width=500&height=500&method=crop',
        'width=1&height=1&method=scale',
        'width=321&height=200',
        'width=640&height=480',
        'width=4000&height=4000',
        'width=400&height=400&animated=true',
      ];
      const served = await Promise.all(queries.map((query) => thumbnailOf(alice, uri, query)));
      expect(served).toEqual(
        ['32x32', '96x96', '32x32', '96x96', '320x160', '640x320', '640x320', '800x400', '800x400'].map(pngOf),
      );
      expect(await argumentsOf(host, 'check_media_file_for_spam')).toHaveLength(6);
    },
  },
  {
    ...usual,
    title: 'a thumbnail that is cut may be larger than the image, one that is scaled may not',
    run: async (host) => {
      const alice = await host.user('alice');
      await uploadImage(alice, plainImage(64, 48).png());
      await uploadImage(alice, plainImage(32, 32).png());
      await uploadImage(alice, plainImage(2000, 1).png());
      expect(await seenThumbnails(host)).toEqual([
        'crop image/png 32x32',
        'crop image/png 96x96',
        'scale image/png 64x48',
        'scale image/png 32x32',
        'crop image/png 96x96',
        'crop image/png 32x32',
        'crop image/png 96x96',
        'scale image/png 320x1',
        'scale image/png 640x1',
        'scale image/png 800x1',
      ]);
    },
  },
  {
    ...usual,
    title: 'a thumbnail is a JPEG image where the upload is JPEG or WebP, else a PNG image',
    run: async (host) => {
      const alice = await host.user('alice');
      const image = plainImage(24, 24);
      await alice.upload(Uint8Array.from(await image.jpeg().toBuffer()), 'image/jpg');
      await uploadImage(alice, image.webp());
      await uploadImage(alice, image.gif());
      // What the client says counts.
      await alice.upload(Uint8Array.from(await image.png().toBuffer()), 'image/jpeg');
      await alice.upload(Uint8Array.from(await image.png().toBuffer()), 'image/png; name=x');
      const types = (await seenThumbnails(host)).filter((each) => each.startsWith('scale'));
      expect(types).toEqual(['jpeg', 'jpeg', 'png', 'jpeg', 'png'].map((type) => `scale image/${type} 24x24`));
    },
  },
  {
    ...usual,
    since: '1.163',
    title: 'a thumbnail of what is transparent is a PNG image',
    run: async (host) => {
      const alice = await host.user('alice');
      await uploadImage(alice, plainImage(24, 24, 0.5).webp());
      expect(await seenThumbnails(host)).toEqual([
        'crop image/png 32x32',
        'crop image/png 96x96',
        'scale image/png 24x24',
      ]);
    },
  },
  {
    ...usual,
    title: 'a thumbnail is turned as the EXIF data of the image says',
    run: async (host) => {
      const alice = await host.user('alice');
      const uri = await uploadImage(alice, plainImage(1000, 500).withMetadata({ orientation: 6 }).jpeg());
      const sizes = ['crop 32x32', 'crop 96x96', 'scale 120x240', 'scale 240x480', 'scale 300x600'];
      expect(await seenThumbnails(host)).toEqual(sizes.map((size) => size.replace(' ', ' image/jpeg ')));
      expect(await thumbnailOf(alice, uri, 'width=240&height=480')).toEqual(['image/jpeg', 'image/jpeg 240x480']);
    },
  },
  {
    ...usual,
    since: '1.158',
    title: 'a thumbnail of an animation is made twice: as PNG, and moving as WebP for who wants that',
    run: async (host) => {
      const alice = await host.user('alice');
      const uri = await uploadImage(alice, animatedImage(3));
      expect(await seenThumbnails(host)).toEqual([
        'crop image/png 32x32',
        'crop image/webp 32x32 3 frames',
        'crop image/png 96x96',
        'crop image/webp 96x96 3 frames',
        'scale image/png 60x40',
        'scale image/webp 60x40 3 frames',
      ]);
      expect([
        await thumbnailOf(alice, uri, 'width=60&height=40'),
        await thumbnailOf(alice, uri, 'width=60&height=40&animated=true'),
      ]).toEqual([pngOf('60x40'), ['image/webp', 'image/webp 60x40 3 frames']]);
    },
  },
  {
    ...usual,
    title: 'there is no thumbnail of what is no image, or does not call itself one',
    run: async (host) => {
      const alice = await host.user('alice');
      const image = Uint8Array.from(await plainImage(24, 24).png().toBuffer());
      const uris = [
        await alice.upload('Dear diary', 'image/png'),
        await alice.upload('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>', 'image/png'),
        await alice.upload(image, 'text/plain'),
      ];
      for (const uri of uris) expect(await thumbnailOf(alice, uri, 'width=9&height=9')).toEqual([400, 'M_UNKNOWN']);
      expect(await seenThumbnails(host)).toEqual([]);
    },
  },
  {
    ...usual,
    title: 'a thumbnail shows what is there of an image that is cut off',
    run: async (host) => {
      const alice = await host.user('alice');
      for (const type of ['png', 'jpeg'] as const) {
        const image = await noisyImage(90, 90).toFormat(type).toBuffer();
        await alice.upload(Uint8Array.from(image.subarray(0, image.length / 2)), `image/${type}`);
      }
      expect(await seenThumbnails(host)).toEqual([
        'crop image/png 32x32',
        'crop image/png 96x96',
        'scale image/png 90x90',
        'crop image/jpeg 32x32',
        'crop image/jpeg 96x96',
        'scale image/jpeg 90x90',
      ]);
    },
  },
];
