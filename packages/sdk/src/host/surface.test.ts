import { expect, test } from 'vitest';
import * as config from '../config/index.ts';
import * as host from './index.ts';
import * as root from '../index.ts';

test('what only hosts need is exported to them alone', () => {
  const hostsOnly = Object.keys(host);

  expect(hostsOnly).toEqual(expect.arrayContaining(['ERROR_TABLE', 'RESERVED_PATHS', 'parseWithConfigClass']));
  expect(hostsOnly.filter((name) => name in root || name in config)).toEqual([]);
});
