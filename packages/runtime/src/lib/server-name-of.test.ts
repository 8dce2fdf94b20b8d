import { expect, test } from 'vitest';
import { serverNameOf } from './server-name-of.ts';

test.each([
  ['@alice:here', 'here'],
  ['@alice:here:8448', 'here:8448'],
  ['#room:[::1]', '[::1]'],
  ['!hash', undefined],
  ['', undefined],
  ['@alice:', ''],
])('`serverNameOf()` of %j', (id, serverName) => {
  expect(serverNameOf(id)).toBe(serverName);
});
