import { expect, test } from 'vitest';
import { CASES } from './all-cases.ts';
import { casesForSynapse } from './cases-for-synapse.ts';
import type { ConformanceCase } from './conformance-case.ts';

const run = (): Promise<void> => Promise.resolve();

test('`casesForSynapse()` leaves out what came with a newer version', () => {
  const cases: readonly ConformanceCase[] = [
    { modules: [], run, title: 'a callback', callback: 'federation.on_event_delivered_over_federation' },
    { modules: [], run, title: 'a member', callback: 'module_api.register_federation_callbacks' },
    { modules: [], run, title: 'an older callback', callback: 'spam_checker.user_may_invite' },
    { modules: [], run, title: 'a newer behaviour', callback: 'spam_checker.user_may_invite', since: '1.150' },
    { modules: [], run, title: 'an operation', callback: 'bouton.getEvent' },
  ];
  const titles = (version: string): readonly string[] => casesForSynapse(cases, version).map(({ title }) => title);
  expect(titles('1.149.9')).toEqual(['an older callback', 'an operation']);
  expect(titles('1.150.0rc1')).toEqual(['an older callback', 'a newer behaviour', 'an operation']);
  expect(titles('1.158.0')).toEqual(cases.map(({ title }) => title));
});

test('`casesForSynapse()` leaves nothing out of the version that Bouton is tested against', () => {
  expect(casesForSynapse(CASES, '1.163.2')).toEqual(CASES);
});
