import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { argumentsOf } from '../../support/calls.ts';
import { spamChecker } from '../../support/modules.ts';

const callback = 'spam_checker.check_media_file_for_spam';

/** What `check_media_file_for_spam` is called with, and what is left of a file that it refuses. */
export const mediaCases: readonly ConformanceCase[] = [
  {
    callback,
    title: 'gets the content of the file, and what is known of it',
    modules: [spamChecker()],
    run: async (host) => {
      const alice = await host.user('alice');
      const uri = await alice.upload('Dear diary', 'text/plain', 'diary.txt');
      const info = { serverName: null, fileId: uri.split('/').at(-1), urlCache: false, thumbnail: null };
      expect(await argumentsOf(host, 'check_media_file_for_spam')).toEqual([['Dear diary', info]]);
    },
  },
];
