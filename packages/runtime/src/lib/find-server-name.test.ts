import { expect, test } from 'vitest';
import { findServerName } from './find-server-name.ts';

test.each([
  ['@alice:here', 'here'],
  ['@alice:here:8448', 'here:8448'],
  ['#room:[::1]', '[::1]'],
  ['!hash', undefined],
  ['', undefined],
  ['@alice:', ''],
])('`findServerName()` of %j', (id, serverName) => {
  expect(findServerName(id)).toBe(serverName);
});
