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
    ['/demo/:code/by/:user'],
    ['/_synapse/client/*'],
    ['/_synapse/client/:demo/*'],
    ['/_matrix/clients/:demo'],
    ['/demo/a:b/a*'],
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
    ['/_matrix/:part', 'stands at /_matrix/client, where the homeserver itself serves'],
    ['/:part', 'stands at /health, where the homeserver itself serves'],
    ['/_synapse/*', 'stands at /_synapse/admin, where the homeserver itself serves'],
    ['/_synapse/:part/v1', 'stands at /_synapse/admin, where the homeserver itself serves'],
    ['/*', 'stands at /_matrix/client, where the homeserver itself serves'],
    ['/demo/*/more', 'has "*" before its end'],
    ['/demo/:', 'has a parameter ":" that is not named like a variable'],
    ['/demo/:a-b', 'has a parameter ":a-b" that is not named like a variable'],
    ['/demo/:a/:a', 'has two parameters ":a"'],
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
