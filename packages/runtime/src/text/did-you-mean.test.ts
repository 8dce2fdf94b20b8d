import { expect, test } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

test('didYouMean() suggests the nearest name if it is near', () => {
  expect(didYouMean('dney', ['allow', 'deny'])).toBe('; did you mean "deny"?');
  expect(didYouMean('DENY', ['allow', 'deny'])).toBe('; did you mean "deny"?');
  expect(didYouMean('quiethours', ['QuietHours', 'Quiet'])).toBe('; did you mean "QuietHours"?');
});

test('didYouMean() lists the names if none is near', () => {
  expect(didYouMean('users', ['allow', 'deny', 'reason'])).toBe('; there are allow, deny, and reason');
  expect(didYouMean('users', ['deny'])).toBe('; there is deny');
});

test('didYouMean() says nothing if no name is known', () => {
  expect(didYouMean('users', [])).toBe('');
});
