import { describe, expect, test } from 'vitest';
import { Config, issuesOf, Rule } from './fixtures/example-config.ts';
import {
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsString,
  IsUrl,
  Matches,
  Transform,
  Type,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  ValidatePromise,
} from './index.ts';
import { parseWithConfigClass } from './parse-with-config-class.ts';

describe('parseWithConfigClass() refuses', () => {
  test.each([[[]], ['text'], [5], [false]])('%j, which is not a mapping', (raw) => {
    expect(issuesOf(Config, raw)).toEqual([' (value) must be a mapping']);
  });

  test('every fault at once, where it stands', () => {
    const raw = {
      maxLinks: 'many',
      strct: true,
      deny: ['@alice:example.com', 'bob', 7],
      worker: 5,
      retention: { maxAge: '5 days', max: 1 },
      rules: [{ match: 'a' }, { match: 5, allow: ['invite', 'fly', 'fly'] }, { alow: [] }, 'text'],
    };

    expect(issuesOf(Config, raw)).toEqual([
      'strct (key) is not a known key',
      'retention/max (key) is not a known key',
      'rules/2/alow (key) is not a known key',
      'maxLinks (value) must be an integer, must not be less than 1, and must not be greater than 50',
      'deny/1 (value) must be a user ID like @alice:example.com',
      'deny/2 (value) must be a user ID like @alice:example.com',
      'worker (value) must be a string',
      'retention/maxAge (value) must be a duration like 30s, 5m, 2h, 7d, 4w or 1y, or a number of milliseconds',
      'rules/1/match (value) must be a string',
      'rules/1/allow/1 (value) must be one of the following values: invite, create_room',
      'rules/1/allow/2 (value) must be one of the following values: invite, create_room',
      'rules/1/allow (value) must not hold the same value twice',
      'rules/2/match (value) is required: must be a string',
      'rules/3 (value) must be a mapping',
    ]);
  });

  test('unknown keys, with those that are known', () => {
    const keys = ['maxLinks', 'strict', 'deny', 'worker', 'retention', 'rules'];

    expect(parseWithConfigClass(Config, { passes: true, toString: 1, constructor: 2 })).toEqual({
      ok: false,
      issues: ['passes', 'toString', 'constructor'].map((key) => ({
        path: [key],
        at: 'key',
        message: 'is not a known key',
        knownKeys: keys,
      })),
    });
    expect(parseWithConfigClass(Config, { rules: [{ match: 'a', macht: 'b' }] })).toEqual({
      ok: false,
      issues: [
        { path: ['rules', 0, 'macht'], at: 'key', message: 'is not a known key', knownKeys: ['match', 'allow'] },
      ],
    });
  });

  test('text for a number, and a number for a boolean: nothing is converted', () => {
    expect(issuesOf(Config, { maxLinks: '7', strict: 1 })).toEqual([
      'maxLinks (value) must be an integer, must not be less than 1, and must not be greater than 50',
      'strict (value) must be true or false',
    ]);
    expect(issuesOf(Config, { strict: 'no' })).toEqual(['strict (value) must be true or false']);
  });

  test('what is missing and has no default', () => {
    class Service {
      @IsString()
      @IsUrl()
      url!: string;

      @IsInt()
      port!: number;
    }

    const wanted = ['url (value) is required: must be a string', 'port (value) is required: must be an integer'];
    expect(issuesOf(Service, {})).toEqual(wanted);
    expect(issuesOf(Service, { url: null, port: null })).toEqual(wanted);
  });

  test('one value in the place of a list', () => {
    expect(issuesOf(Config, { deny: '@alice:example.com' })).toEqual(['deny (value) must be a list']);
    expect(issuesOf(Config, { rules: { match: 5 } })).toEqual(['rules (value) must be a list']);
  });

  test('a list or text in the place of a nested config', () => {
    expect(issuesOf(Config, { retention: [{ maxAge: '5 days' }] })).toEqual(['retention (value) must be a mapping']);
    expect(issuesOf(Config, { retention: '5 days' })).toEqual(['retention (value) must be a mapping']);
  });

  test('nested configs of a class that forgot @Type() or @ValidateNested()', () => {
    class WithoutType {
      @ValidateNested({ each: true })
      rules: Rule[] = [];
    }
    class WithoutValidation {
      @IsArray()
      @Type(() => Rule)
      rules: Rule[] = [];
    }

    expect(issuesOf(WithoutType, { rules: [{ match: 5 }] })).toEqual([
      'rules/0 (value) cannot be checked: the config class needs @Type() beside @ValidateNested()',
    ]);
    expect(issuesOf(WithoutValidation, { rules: [{ match: 5 }] })).toEqual([
      'rules (value) cannot be checked: the config class needs @ValidateNested() beside @Type()',
    ]);
  });

  test('with the words of the author', () => {
    class Own {
      @Matches(/^[a-z]+$/, { each: true, message: 'must be lower case' })
      @ArrayMinSize(1, { message: 'wants a tag' })
      tags: string[] = ['a'];
    }

    expect(issuesOf(Own, { tags: ['a', 'B'] })).toEqual(['tags/1 (value) must be lower case']);
    expect(issuesOf(Own, { tags: [] })).toEqual(['tags (value) wants a tag']);
  });

  test('nothing that the author leaves unchecked for now', () => {
    class Conditional {
      @IsBoolean()
      enabled: boolean = false;

      @ValidateIf(({ enabled }: Conditional) => enabled)
      @IsString({ each: true })
      names: string[] = [];
    }

    expect(issuesOf(Conditional, { names: 'alice' })).toEqual([]);
    expect(issuesOf(Conditional, { enabled: true, names: 'alice' })).toEqual(['names (value) must be a list']);
  });

  test('a class with a property that has no decorator, so that nobody could set it', () => {
    class Internal {
      @IsInt()
      size: number = 1;

      readonly cache: Map<string, number> = new Map();
    }
    class Outer {
      @ValidateNested({ each: true })
      @Type(() => Internal)
      all: Internal[] = [];
    }
    class Private {
      @IsInt()
      size: number = 1;

      readonly #cache: Map<string, number> = new Map();

      get cached(): number {
        return this.#cache.size;
      }
    }

    const wanted =
      '(value) cannot be used with this config class: Internal.cache has no decorator; decorate it, or make it private with #';
    expect(issuesOf(Internal, {})).toEqual([` ${wanted}`]);
    expect(issuesOf(Outer, { all: [{ size: 'x' }] })).toEqual([`all/0 ${wanted}`]);
    expect(issuesOf(Private, { size: 'x' })).toEqual(['size (value) must be an integer']);
  });

  test('a class with what class-validator would pass over', () => {
    const isFree = {
      async validate(): Promise<boolean> {
        return false;
      },
    };
    class Asynchronous {
      @ValidateBy({ name: 'isFree', validator: isFree })
      name: string = '';

      @ValidatePromise()
      @IsString()
      text: string = '';
    }
    expect(issuesOf(Asynchronous, { name: 'taken' })).toEqual([
      ' (value) cannot be used with this config class: Asynchronous.name has an asynchronous validator, and configs are checked at once',
      ' (value) cannot be used with this config class: Asynchronous.text has @ValidatePromise(), and a config holds no promises',
    ]);
  });

  test('what the config class itself throws at, with the cause', () => {
    const cause = new Error('no such number');
    class Throwing {
      @Transform(() => {
        throw cause;
      })
      @IsInt()
      size: number = 1;
    }

    expect(parseWithConfigClass(Throwing, { size: 2 })).toEqual({
      ok: false,
      issues: [{ path: ['size'], at: 'value', message: 'cannot be used: no such number', cause }],
    });
  });
});
