import { describe, expect, test } from 'vitest';
import { checkWebResourcePath } from './check-web-resource-path.ts';

const advice = 'use a path under /_synapse/client/, such as /_synapse/client/demo';

describe('checkWebResourcePath()', () => {
  test.each([
    ['/_synapse/client/demo'],
    ['/'],
    ['/demo/'],
    ['/.well-known/demo'],
    ['/_matrix/clients'],
    ['/healthy'],
    ['/demo/_matrix/client'],
  ])('accepts %s', (path) => {
    expect(() => checkWebResourcePath(path)).not.toThrow();
  });

  test.each([
    ['/_matrix/client/v3/demo', 'stands at /_matrix/client, where the homeserver itself serves'],
    ['/_matrix/federation/v1', 'stands at /_matrix/federation, where the homeserver itself serves'],
    ['/_synapse/admin', 'stands at /_synapse/admin, where the homeserver itself serves'],
    ['/health', 'stands at /health, where the homeserver itself serves'],
    ['/health/', 'stands at /health, where the homeserver itself serves'],
    ['_synapse/client/demo', 'begins with no slash'],
    ['', 'begins with no slash'],
    ['/demo?name=x', 'has a query or fragment'],
    ['/demo#top', 'has a query or fragment'],
  ])('refuses %j', (path, fault) => {
    expect(() => checkWebResourcePath(path)).toThrow(
      expect.objectContaining({
        code: 'BOUTON_RESERVED_PATH',
        message: `The web resource ${JSON.stringify(path)} ${fault}; ${advice}`,
      }),
    );
  });
});
