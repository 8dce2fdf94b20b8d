import { describe, expect, test } from 'vitest';
import { IsInt } from '../config/index.ts';
import { isModuleClass, readModuleNote } from '../metadata/read-class-notes.ts';
import type { ModuleApi } from '../module-api.ts';
import type { JsonObject } from '../types/json.ts';
import { Get } from './http-methods.ts';
import { Module } from './module.ts';
import { WebResource } from './web-resource.ts';

class Config {
  @IsInt()
  level: number = 1;
}

class OtherConfig {
  @IsInt()
  size: number = 1;
}

@WebResource('/demo')
class Resource {
  constructor(
    readonly config: Config,
    readonly api: ModuleApi,
  ) {}

  @Get
  get(): object {
    return this.config;
  }
}

@WebResource('/simple')
class SimpleResource {
  @Get
  get(): string {
    return '';
  }
}

describe('Module', () => {
  test('notes name, config class and resources', () => {
    @Module({ config: Config, resources: [Resource, SimpleResource] })
    class Demo {
      constructor(
        readonly config: Config,
        readonly api: ModuleApi,
      ) {}
    }

    const note = readModuleNote(Demo);
    expect(note).toEqual({
      name: 'Demo',
      resources: [Resource, SimpleResource],
      hasConfigClass: true,
      parseConfig: expect.any(Function),
    });
    expect(Object.isFrozen(note) && Object.isFrozen(note?.resources)).toBe(true);
    expect(note?.parseConfig({ level: 3 })).toEqual({ ok: true, value: { level: 3 } });
  });

  test('gives its resources the module itself', () => {
    class Counter {
      count = 0;
    }
    @WebResource('/count')
    class CountResource {
      constructor(
        readonly config: JsonObject,
        readonly api: ModuleApi,
        readonly module: Counter,
      ) {}

      @Get
      get(): object {
        return { count: this.module.count };
      }
    }
    @Module({ resources: [CountResource, SimpleResource] })
    class Counting extends Counter {}

    // @ts-expect-error The resource takes another module.
    @Module({ resources: [CountResource] })
    class WrongModule {}

    expect([Counting, WrongModule].map((target) => readModuleNote(target)?.resources[0])).toEqual([
      CountResource,
      CountResource,
    ]);
  });

  test('needs no config class, and takes a name', () => {
    @Module({ name: 'demo' })
    class Demo {
      constructor(readonly config: JsonObject) {}
    }
    @Module()
    class Empty {}

    expect(readModuleNote(Demo)).toMatchObject({ name: 'demo', hasConfigClass: false, resources: [] });
    expect(readModuleNote(Empty)?.parseConfig(undefined)).toEqual({ ok: true, value: {} });
  });

  test('lets the static parseConfig decide what the constructor and the resources get', () => {
    @Module({ config: OtherConfig, resources: [Resource] })
    class Parsed {
      constructor(readonly config: Config) {}

      static parseConfig({ size }: OtherConfig): Config & { readonly size: number } {
        return { level: size * 2, size };
      }
    }
    @Module()
    class Raw {
      constructor(readonly rules: ReadonlyMap<string, unknown>) {}

      static parseConfig(config: JsonObject): Map<string, unknown> {
        return new Map(Object.entries(config));
      }
    }

    expect(readModuleNote(Parsed)?.parseConfig({ size: 2 })).toEqual({ ok: true, value: { level: 4, size: 2 } });
    expect(readModuleNote(Raw)?.parseConfig({ a: 1 })).toEqual({ ok: true, value: new Map([['a', 1]]) });
  });

  test('marks the class itself, not those that extend it', () => {
    @Module()
    class Base {}
    class Derived extends Base {}

    expect([Base, Derived, class {}, {}, 'Base', undefined].map(isModuleClass)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('stands bare, with empty parentheses and as TC39 calls it', () => {
    @Module
    class Bare {
      constructor(readonly config: JsonObject) {}
    }
    @Module()
    class Empty {}
    class Called {}
    const context = { kind: 'class', name: 'Called', metadata: {} };
    Reflect.apply(Module, undefined, [Called, context]);
    class CalledWithOptions {}
    Reflect.apply(Module({ name: 'called' }), undefined, [CalledWithOptions, context]);

    expect([Bare, Empty, Called, CalledWithOptions].map((target) => readModuleNote(target)?.name)).toEqual([
      'Bare',
      'Empty',
      'Called',
      'called',
    ]);
  });

  test('refuses a method', () => {
    expect(() =>
      Reflect.apply(Module(), undefined, [{}, 'hello', { value: () => undefined }]),
    ).toThrowErrorMatchingInlineSnapshot(`[BoutonError: @Module stands on the member hello; it belongs on a class]`);
  });

  test('refuses a config class that is not there', () => {
    expect(() => Reflect.apply(Module, undefined, [{ config: undefined }])).toThrowErrorMatchingInlineSnapshot(
      `[BoutonError: @Module wants a class or a schema as config; is it imported with "import type", or in a circle?]`,
    );
  });

  test('refuses a resource that is not decorated', () => {
    class Undecorated {}
    expect(() => Module({ resources: [Undecorated] })).toThrowErrorMatchingInlineSnapshot(
      `[BoutonError: @Module lists among its resources Undecorated, which is not a class decorated with @WebResource(path)]`,
    );
    expect(() => Reflect.apply(Module, undefined, [{ resources: [undefined] }])).toThrowErrorMatchingInlineSnapshot(
      `[BoutonError: @Module lists among its resources something that is not a class decorated with @WebResource(path)]`,
    );
  });

  test('refuses a module with methods of a resource', () => {
    expect(() => {
      @Module()
      class Demo {
        @Get
        hello(): string {
          return '';
        }
      }
      return Demo;
    }).toThrowErrorMatchingInlineSnapshot(
      `[BoutonError: The module Demo answers GET with hello; that belongs in a class of its own, decorated with @WebResource(path) and listed in the resources of @Module]`,
    );
  });
});

// Only compiled.
export function refusedByTheCompiler(): unknown {
  // @ts-expect-error The constructor takes another config.
  @Module({ config: Config })
  class WrongConfig {
    constructor(readonly config: OtherConfig) {}
  }

  // @ts-expect-error The second is the homeserver.
  @Module({ config: Config })
  class WrongApi {
    constructor(
      readonly config: Config,
      readonly name: string,
    ) {}
  }

  // @ts-expect-error There are two parameters.
  @Module({ config: Config })
  class TooMany {
    constructor(
      readonly config: Config,
      readonly api: ModuleApi,
      readonly name: string,
    ) {}
  }

  // @ts-expect-error Without a config class the mapping of the YAML comes, whatever it holds.
  @Module()
  class NoConfigClass {
    constructor(readonly config: Config) {}
  }

  // @ts-expect-error The constructor gets what parseConfig returns.
  @Module({ config: Config })
  class Parsed {
    constructor(readonly config: Config) {}

    static parseConfig(config: Config): string {
      return String(config.level);
    }
  }

  // @ts-expect-error ParseConfig gets what the config class makes.
  @Module({ config: Config })
  class WrongParser {
    constructor(readonly config: string) {}

    static parseConfig(config: OtherConfig): string {
      return String(config.size);
    }
  }

  // @ts-expect-error ParseConfig must not be async.
  @Module({ config: Config })
  class AsyncParser {
    constructor(readonly config: Config) {}

    static async parseConfig(config: Config): Promise<Config> {
      return config;
    }
  }

  // @ts-expect-error The resource takes another config.
  @Module({ config: OtherConfig, resources: [Resource] })
  class WrongResource {
    constructor(readonly config: OtherConfig) {}
  }

  // @ts-expect-error The config class takes arguments.
  @Module({ config: Resource })
  class WrongConfigClass {}

  // @ts-expect-error An abstract class cannot be constructed.
  @Module({ config: Config })
  abstract class Abstract {}

  // @ts-expect-error The config is a mapping.
  @Module
  class BareConfig {
    constructor(readonly config: Config) {}
  }

  return [
    WrongConfig,
    WrongApi,
    TooMany,
    NoConfigClass,
    Parsed,
    WrongParser,
    AsyncParser,
    WrongResource,
    WrongConfigClass,
    Abstract,
    BareConfig,
  ];
}
