import { expect, test } from 'vitest';
import { issuesOf } from './fixtures/example-config.ts';
import { Duration, IsUserId, Secret } from './index.ts';
import { parseWithConfigClass, type ConfigClass } from './parse-with-config-class.ts';

/** Decorates properties as a compiler of TC39 decorators does: before there is a class, and with its metadata. */
function decorated<Class extends ConfigClass>(
  configClass: Class,
  decorators: Readonly<Record<string, unknown>>,
  kind: 'field' | 'accessor' = 'field',
): Class {
  const metadata = Object.create(null) as object;
  for (const [name, decorator] of Object.entries(decorators)) {
    const context = { kind, name, static: false, private: false, metadata };
    Reflect.apply(decorator as (...args: readonly unknown[]) => void, undefined, [undefined, context]);
  }
  return Object.defineProperty(configClass, Reflect.get(Symbol, 'metadata') as symbol, { value: metadata });
}

test('decorators of configs work as those of TC39', () => {
  const Config = decorated(
    class {
      deny: string[] = [];
      every: number = 5000;
      token: string = '';
    },
    { deny: IsUserId({ each: true }), every: Duration(), token: Secret() },
  );

  expect(parseWithConfigClass(Config, { deny: ['@a:b'], every: '2s', token: 'abc' })).toMatchObject({
    ok: true,
    value: { deny: ['@a:b'], every: 2000 },
    secrets: [['token']],
  });
  expect(issuesOf(Config, { deny: ['a'], every: 'soon', token: 5, more: 1 })).toEqual([
    'more (key) is not a known key',
    'deny/0 (value) must be a user ID like @alice:example.com',
    'every (value) must be a duration like 30s, 5m, 2h, 7d, 4w or 1y, or a number of milliseconds',
    'token (value) must be a string',
  ]);
});

test('an accessor is a property too, by its default value', () => {
  const Config = decorated(
    class {
      #users = new Set<string>();

      get users(): Set<string> {
        return this.#users;
      }

      set users(users: Set<string>) {
        this.#users = users;
      }
    },
    { users: IsUserId({ each: true }) },
    'accessor',
  );

  const parsed = parseWithConfigClass(Config, { users: ['@a:b'] });
  expect(parsed.ok && (parsed.value as InstanceType<typeof Config>).users).toEqual(new Set(['@a:b']));
});
