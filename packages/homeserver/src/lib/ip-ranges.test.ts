import { expect, test } from 'vitest';
import { IpRanges, isIpRange, PRIVATE_RANGES } from './ip-ranges.ts';

test.each([
  ['127.0.0.1', false],
  ['10.1.2.3', true],
  ['10.1.2.4', false],
  ['172.31.0.1', false],
  ['172.32.0.1', true],
  ['0.0.0.0', false],
  ['8.8.8.8', true],
  ['::', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:7f00:1', false],
  ['::127.0.0.1', false],
  ['2002:7f00:1::', false],
  ['2002:808:808::', true],
  ['fe80::1', false],
  ['fd12::1', false],
  ['2606:4700::1111', true],
])('`IpRanges` of the private addresses without 10.1.2.3 allow %s: %s', (address, allowed) => {
  expect(new IpRanges({ blocked: PRIVATE_RANGES, allowed: ['10.1.2.3'] }).allows(address)).toBe(allowed);
});

test('`isIpRange()` knows addresses and ranges', () => {
  const ranges = [
    '10.0.0.0/8',
    '1.2.3.4',
    '::1',
    'fc00::/7',
    '10.0.0.0/33',
    '1.2.3',
    'host',
    '1.2.3.4/',
    '::1/1/1',
    '',
  ];
  expect(ranges.filter(isIpRange)).toEqual(['10.0.0.0/8', '1.2.3.4', '::1', 'fc00::/7']);
});
