import { describe, expect, test } from 'vitest';
import type { RoomAlias, RoomId, UserId } from '../types/ids.ts';
import { ByteSize, Duration, IsRoomAlias, IsRoomId, IsServerName, IsUserId, Secret } from './index.ts';
import { parseWithConfigClass } from './parse-with-config-class.ts';

class Config {
  @Duration()
  timeout: number = 5_000;

  @Duration({ each: true })
  retries: readonly number[] = [];

  @ByteSize()
  limit?: number = 1;

  @ByteSize({ each: true, message: 'must be sizes' })
  limits: number[] | undefined = [];

  @IsUserId()
  user: UserId = '@a:b';

  @IsUserId({ each: true })
  users: string[] = [];

  @IsRoomId()
  room: RoomId = '!a:b';

  @IsRoomAlias({ each: true })
  aliases: RoomAlias[] = [];

  @IsServerName({ each: false })
  server: string = 'b';

  @Secret()
  secret: string = '';
}

describe('the property decorators', () => {
  test('make of the YAML what the property holds', () => {
    const raw = {
      timeout: '1m',
      retries: ['1s', 2000],
      limit: '1K',
      limits: ['2M', 3],
      user: '@alice:example.com',
      users: ['@bob:example.com'],
      room: '!abc:example.com',
      aliases: ['#hall:example.com'],
      server: 'example.com:8448',
    };

    expect(parseWithConfigClass(Config, raw)).toEqual({
      ok: true,
      value: { ...raw, timeout: 60_000, retries: [1000, 2000], limit: 1024, limits: [2_097_152, 3] },
    });
  });

  test('refuse what they cannot read, item by item', () => {
    const raw = {
      timeout: 'soon',
      retries: ['1s', 'later'],
      limit: '1 MB',
      limits: ['all'],
      user: 'alice',
      users: ['alice'],
      room: '#hall:example.com',
      aliases: ['hall'],
      server: 'https://example.com',
      secret: 5,
    };
    const parsed = parseWithConfigClass(Config, raw);

    expect(parsed.ok ? [] : parsed.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
      'timeout must be a duration like 30s, 5m, 2h, 7d, 4w or 1y, or a number of milliseconds',
      'retries.1 must be a duration like 30s, 5m, 2h, 7d, 4w or 1y, or a number of milliseconds',
      'limit must be a size like 512K, 10M, 2G or 1T, or a number of bytes',
      'limits.0 must be sizes',
      'user must be a user ID like @alice:example.com',
      'users.0 must be a user ID like @alice:example.com',
      'room must be a room ID like !opaque:example.com',
      'aliases.0 must be a room alias like #hall:example.com',
      'server must be a server name like example.com',
      'secret must be a string',
    ]);
  });

  test('refuse a TC39 call without metadata, and a static property', () => {
    const decorator: unknown = Duration();
    const apply = (...args: readonly unknown[]): unknown => Reflect.apply(decorator as () => unknown, undefined, args);

    expect(() => apply(undefined, { kind: 'field', name: 'timeout' })).toThrow(
      '@Duration stands on timeout, but the compiler makes no metadata for decorators; use a newer one, or set ' +
        '"experimentalDecorators": true in the tsconfig.json of the module',
    );
    expect(() => apply(undefined, { kind: 'field', name: 'timeout', static: true, metadata: {} })).toThrow(
      '@Duration stands on timeout, which is not a public property of instances; it belongs on a property of a config class',
    );
    expect(() => apply(Config, 'timeout')).toThrow(
      '@Duration stands on Config, a class or its static property; it belongs on a property of a config class',
    );
  });
});

// Only compiled.
export function refusedByTheCompiler(): unknown {
  class Refused {
    // @ts-expect-error Milliseconds are a number.
    @Duration()
    a: string = '5s';

    // @ts-expect-error One duration, not a list.
    @Duration()
    b: number[] = [];

    // @ts-expect-error A list of durations, not one.
    @Duration({ each: true })
    c: number = 1;

    // @ts-expect-error Bytes are a number.
    @ByteSize()
    d: string = '1M';

    // @ts-expect-error A user ID is not a number.
    @IsUserId()
    e: number = 1;

    // @ts-expect-error A user ID is not a room ID.
    @IsUserId()
    f: RoomId = '!a:b';

    // @ts-expect-error One user ID, not a list.
    @IsUserId()
    g: UserId[] = [];

    // @ts-expect-error A secret is a string.
    @Secret()
    h: number = 1;

    // @ts-expect-error No such option.
    @IsRoomAlias({ every: true })
    i: RoomAlias = '#a:b';

    // @ts-expect-error A static property belongs to no config.
    @IsServerName()
    static j: number = 1;
  }
  return Refused;
}
