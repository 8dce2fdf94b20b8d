import { describe, expect, test } from 'vitest';
import { Config, issuesOf, Retention, Rule } from './fixtures/example-config.ts';
import { IsInt, Type, ValidateNested } from './index.ts';
import { parseWithConfigClass } from './parse-with-config-class.ts';

/** A config with defaults for what is not given. */
function configWith(values: object): Config {
  return Object.assign(new Config(), values);
}

describe('parseWithConfigClass() makes', () => {
  test('an instance with the defaults of what is missing', () => {
    const parsed = parseWithConfigClass(Config, { maxLinks: 7 });

    expect(parsed).toEqual({ ok: true, value: configWith({ maxLinks: 7 }) });
    expect(parsed.ok && parsed.value).toBeInstanceOf(Config);
  });

  test.each([[undefined], [null], [{}]])('an instance with all defaults of %j', (raw) => {
    expect(parseWithConfigClass(Config, raw)).toEqual({ ok: true, value: new Config() });
  });

  test('instances of nested classes, in lists too', () => {
    const parsed = parseWithConfigClass(Config, {
      retention: { maxAge: '5s' },
      rules: [{ match: '@a.*' }, { match: '@b.*', allow: ['invite'] }],
    });

    expect(parsed).toEqual({
      ok: true,
      value: configWith({
        retention: { maxAge: 5000 },
        rules: [
          { match: '@a.*', allow: [] },
          { match: '@b.*', allow: ['invite'] },
        ],
      }),
    });
    const { retention, rules } = (parsed as { readonly value: Config }).value;
    expect([retention, ...rules].map((nested) => nested.constructor)).toEqual([Retention, Rule, Rule]);
  });

  test('defaults of null, as of a key whose value is commented out', () => {
    const raw = {
      maxLinks: null,
      deny: null,
      worker: null,
      retention: { maxAge: null },
      rules: [{ match: 'a', allow: null }],
    };

    expect(parseWithConfigClass(Config, raw)).toEqual({
      ok: true,
      value: configWith({ rules: [{ match: 'a', allow: [] }] }),
    });
  });

  test('new defaults for each config', () => {
    const first = parseWithConfigClass(Config, {}) as { readonly value: Config };
    first.value.deny.push('@mallory:example.com');

    expect(parseWithConfigClass(Config, {})).toEqual({ ok: true, value: new Config() });
  });

  test('nothing of the mapping that it is given', () => {
    const raw = Object.freeze({ rules: Object.freeze([Object.freeze({ match: 'a' })]), worker: null });
    expect(parseWithConfigClass(Config, raw).ok).toBe(true);
    expect(raw).toEqual({ rules: [{ match: 'a' }], worker: null });
  });

  test('what a class extends', () => {
    class Extended extends Config {
      @IsInt()
      more: number = 1;
    }

    expect(parseWithConfigClass(Extended, { more: 2, maxLinks: 3 })).toMatchObject({ value: { more: 2, maxLinks: 3 } });
    expect(issuesOf(Extended, { maxLinks: 0 })).toEqual(['maxLinks (value) must not be less than 1']);
  });

  test('a class without properties, but of an empty mapping only', () => {
    class Empty {}

    expect(parseWithConfigClass(Empty, {})).toEqual({ ok: true, value: {} });
    expect(issuesOf(Empty, { a: 1 })).toEqual(['a (key) is not a known key']);
  });

  test('mappings by name of nested configs, as a Map', () => {
    class ByName {
      @ValidateNested({ each: true })
      @Type(() => Rule)
      rules: Map<string, Rule> = new Map();
    }

    expect(parseWithConfigClass(ByName, { rules: { first: { match: 'a' } } })).toEqual({
      ok: true,
      value: { rules: new Map([['first', { match: 'a', allow: [] }]]) },
    });
    expect(issuesOf(ByName, { rules: { first: { match: 1, matches: 'a' } } })).toEqual([
      'rules/first/matches (key) is not a known key',
      'rules/first/match (value) must be a string',
    ]);
  });
});
