import { expect, test } from 'vitest';
import { issuesOf } from './fixtures/example-config.ts';
import { IsHttpUrl } from './index.ts';

class Config {
  @IsHttpUrl({ each: true })
  urls: string[] = [];
}

test.each([
  'http://sydent:8090',
  'https://example.com',
  'https://example.com/path?query#part',
  'http://[::1]:8090/',
  'HTTP://10.0.0.1',
  'https://user:password@example.com',
])('@IsHttpUrl() takes %s', (url) => {
  expect(issuesOf(Config, { urls: [url] })).toEqual([]);
});

test.each([
  'sydent:8090',
  'ftp://example.com',
  'http:example.com',
  'http://',
  'http:///a',
  'http://a b',
  '/path',
  5,
  {},
])('@IsHttpUrl() refuses %j', (url) => {
  const wanted = 'urls/0 (value) must be a URL like https://example.com or http://sydent:8090';
  expect(issuesOf(Config, { urls: [url] })).toEqual([wanted]);
});
