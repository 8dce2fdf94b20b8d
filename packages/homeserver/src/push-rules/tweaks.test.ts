import { expect, test } from 'vitest';
import { tweaksOf } from './tweaks.ts';

test('`tweaksOf()` names the tweaks; one without a value is true', () => {
  const actions = ['notify', { set_tweak: 'sound', value: 'ring' }, { set_tweak: 'highlight' }, { set_tweak: 5 }];
  expect(tweaksOf(actions)).toEqual({ sound: 'ring', highlight: true });
});
