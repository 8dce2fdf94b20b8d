import { describe, expect, test } from 'vitest';
import { issuesOf, Rule, valueOf } from './fixtures/example-config.ts';
import { IsBoolean, IsOptional, IsString, IsUserId, Secret, Type, ValidateNested } from './index.ts';
import { parseWithConfigClass } from './parse-with-config-class.ts';

class Service {
  @IsString()
  url!: string;
}

describe('a nested config', () => {
  class Config {
    @ValidateNested()
    @Type(() => Service)
    service!: Service;

    @IsOptional()
    @ValidateNested()
    @Type(() => Service)
    spare?: Service;
  }

  test('without a default is required, unless it is optional', () => {
    for (const raw of [{}, { service: null }]) {
      expect(issuesOf(Config, raw)).toEqual(['service (value) is required: must be a mapping']);
    }
    expect(valueOf(Config, { service: { url: 'a' } })).toEqual({ service: { url: 'a' } });
  });

  test('of a class that is declared further down', () => {
    class Above {
      @ValidateNested({ each: true })
      @Type(() => Below)
      all: Below[] = [];
    }
    class Below {
      @IsString()
      name!: string;
    }
    expect(valueOf(Above, { all: [{ name: 'a' }] })).toEqual({ all: [Object.assign(new Below(), { name: 'a' })] });
    expect(issuesOf(Above, { all: [{ name: 1 }, null] })).toEqual([
      'all/1 (value) must be a mapping',
      'all/0/name (value) must be a string',
    ]);
  });
});

describe('collections of nested configs', () => {
  class Entry {
    @IsString()
    name!: string;

    @Secret()
    password: string = '';
  }
  class Config {
    @ValidateNested({ each: true })
    @Type(() => Entry)
    set: Set<Entry> = new Set();

    @ValidateNested({ each: true })
    @Type(() => Entry)
    map: Map<string, Entry> = new Map();

    @ValidateNested({ each: true })
    @Type(() => Entry)
    record: Record<string, Entry> = {};
  }

  test('are a Set, a Map and a record by their default', () => {
    const entry = Object.defineProperty(new Entry(), 'password', { enumerable: false });
    entry.name = 'a';
    expect(valueOf(Config, { set: [{ name: 'a' }], map: { x: { name: 'a' } }, record: { y: { name: 'a' } } })).toEqual({
      set: new Set([entry]),
      map: new Map([['x', entry]]),
      record: { y: entry },
    });
    const { record } = valueOf(Config, { record: { y: { name: 'a' } } }) as Config;
    expect(record['y']).toBeInstanceOf(Entry);
  });

  test('are checked item by item', () => {
    const raw = { set: [{ nam: 'a' }], map: { x: { name: 1 }, z: null }, record: { y: { name: 2, nom: 3 }, z: null } };
    expect(issuesOf(Config, raw)).toEqual([
      'map/z (value) must be a mapping',
      'record/z (value) must be a mapping',
      'set/0/nam (key) is not a known key',
      'record/y/nom (key) is not a known key',
      'set/0/name (value) is required: must be a string',
      'map/x/name (value) must be a string',
      'record/y/name (value) must be a string',
    ]);
    expect(issuesOf(Config, { set: { name: 'a' }, map: [{ name: 'a' }], record: 'a' })).toEqual([
      'set (value) must be a list',
      'map (value) must be a mapping',
      'record (value) must be a mapping',
    ]);
  });

  test('hide their secrets', () => {
    const entry = { name: 'a', password: 'hunter2' };
    const parsed = parseWithConfigClass(Config, { set: [entry], map: { x: entry }, record: { y: entry } });
    expect(parsed).toMatchObject({
      secrets: [
        ['set', 0, 'password'],
        ['map', 'x', 'password'],
        ['record', 'y', 'password'],
      ],
    });
    const { set, record } = (parsed as { readonly value: Config }).value;
    expect(JSON.stringify([[...set], record])).toBe('[[{"name":"a"}],{"y":{"name":"a"}}]');
  });
});

test('collections of plain values are what their default is', () => {
  class Config {
    @IsUserId({ each: true })
    users: Set<string> = new Set();

    @IsBoolean({ each: true })
    flags: Record<string, boolean> = {};

    @IsString({ each: true })
    names: Map<string, string> = new Map();
  }
  expect(valueOf(Config, { users: ['@a:b'], flags: { x: true }, names: { y: 'z' } })).toEqual({
    users: new Set(['@a:b']),
    flags: { x: true },
    names: new Map([['y', 'z']]),
  });
  expect(issuesOf(Config, { users: ['@a:b', 'c'], flags: { x: true, y: 1 }, names: { y: 1 } })).toEqual([
    'users/1 (value) must be a user ID like @alice:example.com',
    'flags/y (value) must be true or false',
    'names/y (value) must be a string',
  ]);
  expect(issuesOf(Config, { flags: [true] })).toEqual(['flags (value) must be a mapping']);
});

test('@Type of the classes of the language converts', () => {
  class Config {
    @Type(() => Date)
    @IsOptional()
    since: Date = new Date(0);

    @Type(() => Number)
    @IsOptional()
    count: number = 0;

    @ValidateNested({ each: true })
    @Type(() => Rule)
    rules: Rule[] = [];
  }
  expect(valueOf(Config, { since: '2024-05-01', count: '5' })).toEqual({
    since: new Date('2024-05-01'),
    count: 5,
    rules: [],
  });
});

test('lists of lists hold nested configs too', () => {
  class Config {
    @ValidateNested({ each: true })
    @Type(() => Rule)
    groups: Rule[][] = [];
  }
  expect(valueOf(Config, { groups: [[{ match: 'a' }], []] })).toEqual({ groups: [[{ match: 'a', allow: [] }], []] });
  expect(issuesOf(Config, { groups: [[{ match: 1, matches: 2 }]] })).toEqual([
    'groups/0/0/matches (key) is not a known key',
    'groups/0/0/match (value) must be a string',
  ]);
});

test('what compilers emit of types makes no difference', () => {
  class Config {
    @ValidateNested({ each: true })
    @Type(() => Service)
    byName: Map<string, Service> = new Map();

    @ValidateNested({ each: true })
    @Type(() => Service)
    all: Service[] = [];

    @ValidateNested()
    @Type(() => Service)
    one: Service = new Service();
  }
  const raw = { byName: { a: { url: 'x' } }, all: [{ url: 'y' }], one: { url: 'z' } };
  const withoutTypes = valueOf(Config, raw);
  for (const [property, type] of [
    ['byName', Object],
    ['all', Map],
    ['one', Set],
  ] as const) {
    Reflect.defineMetadata('design:type', type, Config.prototype, property);
  }
  expect(valueOf(Config, raw)).toEqual(withoutTypes);
  expect(withoutTypes).toEqual({ byName: new Map([['a', { url: 'x' }]]), all: [{ url: 'y' }], one: { url: 'z' } });
});
