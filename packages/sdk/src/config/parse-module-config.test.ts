import { describe, expect, test } from 'vitest';
import { ConfigError } from '../errors/config-error.ts';
import type { JsonObject } from '../types/json.ts';
import { IsInt, Secret } from './index.ts';
import { parseModuleConfig } from './parse-module-config.ts';

class Config {
  @IsInt()
  size: number = 1;
}

describe('parseModuleConfig() without a config class', () => {
  test('gives the mapping itself', () => {
    expect(parseModuleConfig(class {}, undefined, { any: ['thing'] })).toEqual({ ok: true, value: { any: ['thing'] } });
    expect(parseModuleConfig(class {}, undefined, null)).toEqual({ ok: true, value: {} });
  });

  test('refuses what is not a mapping', () => {
    expect(parseModuleConfig(class {}, undefined, ['any'])).toEqual({
      ok: false,
      issues: [{ path: [], at: 'value', message: 'must be a mapping' }],
    });
  });

  test('gives parseConfig the mapping', () => {
    class Demo {
      static parseConfig(config: JsonObject): readonly string[] {
        return Object.keys(config);
      }
    }

    expect(parseModuleConfig(Demo, undefined, { a: 1, b: 2 })).toEqual({ ok: true, value: ['a', 'b'] });
  });
});

describe('parseModuleConfig() with parseConfig', () => {
  test('gives it the validated config, and calls it on the class', () => {
    class Demo {
      static readonly factor = 3;

      static parseConfig(config: Config): unknown {
        return [config instanceof Config, config.size * this.factor];
      }
    }

    expect(parseModuleConfig(Demo, Config, { size: 2 })).toEqual({ ok: true, value: [true, 6] });
  });

  test('inherits it', () => {
    class Base {
      static parseConfig(): undefined {
        return undefined;
      }
    }
    class Demo extends Base {}

    expect(parseModuleConfig(Demo, Config, {})).toEqual({ ok: true, value: undefined });
  });

  test('does not call it for a config that is at fault', () => {
    class Demo {
      static parseConfig(): never {
        throw new Error('called');
      }
    }

    expect(parseModuleConfig(Demo, Config, { size: 'x' })).toEqual({
      ok: false,
      issues: [{ path: ['size'], at: 'value', message: 'must be an integer' }],
    });
  });

  test('says where secrets stand, whether or not it fails', () => {
    class Vault {
      @Secret()
      pin!: string;
    }
    class Demo {
      static parseConfig({ pin }: Vault): string {
        if (pin === '0000') throw new ConfigError('is too easy', ['pin']);
        return pin;
      }
    }

    const secrets = [['pin']];
    expect(parseModuleConfig(Demo, Vault, { pin: '1234' })).toEqual({ ok: true, value: '1234', secrets });
    expect(parseModuleConfig(Demo, Vault, { pin: '0000' })).toMatchObject({ ok: false, secrets });
  });

  test('reports a ConfigError where it says', () => {
    const cause = new ConfigError('must be a regular expression', ['rules', 0, 'match']);
    class Demo {
      static parseConfig(): never {
        throw cause;
      }
    }

    expect(parseModuleConfig(Demo, Config, {})).toEqual({
      ok: false,
      issues: [{ path: ['rules', 0, 'match'], at: 'value', message: 'must be a regular expression', cause }],
    });
  });

  test.each([
    [new TypeError('x is not a function'), 'parseConfig failed: x is not a function'],
    ['text', 'parseConfig failed: text'],
  ])('reports whatever else it throws, with the cause: %s', (cause, message) => {
    class Demo {
      static parseConfig(): never {
        // oxlint-disable-next-line typescript/only-throw-error -- modules may be JavaScript
        throw cause;
      }
    }

    expect(parseModuleConfig(Demo, Config, {})).toEqual({
      ok: false,
      issues: [{ path: [], at: 'value', message, cause }],
    });
  });

  test('refuses one that is async, although it fails later', () => {
    class Demo {
      static async parseConfig(): Promise<never> {
        throw new Error('later');
      }
    }

    expect(parseModuleConfig(Demo, Config, {})).toMatchObject({
      ok: false,
      issues: [{ path: [], message: 'parseConfig failed: it returned a promise, and must not be async' }],
    });
  });
});
