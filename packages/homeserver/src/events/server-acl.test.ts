import { readFileSync } from 'node:fs';
import type { JsonObject } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { serverAclAllows } from './server-acl.ts';

const fixture = JSON.parse(readFileSync(new URL('fixtures/validation.json', import.meta.url), 'utf8')) as {
  readonly serverAcls: readonly {
    readonly content: JsonObject;
    readonly allowed: readonly string[];
    readonly of: readonly string[];
  }[];
};

test.each(fixture.serverAcls)('serverAclAllows() decides as Synapse by $content', ({ content, allowed, of }) => {
  expect(of.filter((serverName) => serverAclAllows(content, serverName))).toEqual(allowed);
});

test('serverAclAllows() is not held up by a glob of many stars', () => {
  const glob = `${'*a'.repeat(10_000)}b`;
  expect(serverAclAllows({ allow: [glob, 'a*'] }, 'a'.repeat(255))).toBe(true);
});
