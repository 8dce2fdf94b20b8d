import { describe, expect, test } from 'vitest';
import { metadataOf } from '../metadata/class-metadata.ts';
import { readResourcePath } from '../metadata/read-class-notes.ts';
import { readHttpMethodNotes, readWebResourceNotes } from '../metadata/read-notes.ts';
import type { ModuleApi } from '../module-api.ts';
import type { WebResourceContext } from '../types/web-resource.ts';
import { RESERVED_PATHS } from '../types/web-resource-path.ts';
import { Delete, Get, Post, Put } from './http-methods.ts';
import { OnStart } from './on-start.ts';
import { WebResource } from './web-resource.ts';

class Config {
  greeting = 'hello';
}

describe('WebResource on methods', () => {
  test('notes paths of methods that take a request, or nothing', () => {
    const computed: string = ['', '_synapse', 'client', 'computed'].join('/');
    class Accepted {
      @WebResource('/_synapse/client/demo/hello')
      hello(request: Request): Response {
        return Response.json({ url: request.url });
      }

      @WebResource('/demo')
      async json(): Promise<object> {
        return { demo: [1, null] };
      }

      @WebResource(computed)
      text() {
        return 'text';
      }
    }

    expect(readWebResourceNotes(Accepted)).toEqual([
      { path: '/_synapse/client/demo/hello', method: 'hello' },
      { path: '/demo', method: 'json' },
      { path: '/_synapse/client/computed', method: 'text' },
    ]);
  });

  test('refuses at run time what the compiler cannot see', () => {
    const computed: string = '/_synapse/admin/v1/demo';
    expect(() => WebResource(computed)).toThrowErrorMatchingInlineSnapshot(
      `[BoutonError: The web resource "/_synapse/admin/v1/demo" stands at /_synapse/admin, where the homeserver itself serves; use a path under /_synapse/client/, such as /_synapse/client/demo]`,
    );
  });

  test('takes TC39 calls, of a method and of a class', () => {
    class Items {}
    const metadata = {};
    const method = { kind: 'method', name: 'list', static: false, private: false, metadata };
    Reflect.apply(Get, undefined, [() => '', method]);
    Reflect.apply(WebResource('/items'), undefined, [Items, { kind: 'class', name: 'Items', metadata }]);
    class Pages {}
    Reflect.apply(WebResource('/pages'), undefined, [() => '', { ...method, metadata: metadataOf(Pages) }]);

    expect([readResourcePath(Items), readHttpMethodNotes(Items)]).toEqual([
      '/items',
      [{ httpMethod: 'GET', method: 'list' }],
    ]);
    expect(readWebResourceNotes(Pages)).toEqual([{ path: '/pages', method: 'list' }]);
  });
});

describe('WebResource on classes', () => {
  test('notes the path, and the HTTP methods that are answered', () => {
    @WebResource('/_synapse/client/demo/greeting')
    class Greeting {
      constructor(
        readonly config: Config,
        readonly api: ModuleApi,
      ) {}

      @Get
      get(_request: Request) {
        return { greeting: this.config.greeting };
      }

      @Post
      async add(): Promise<Response> {
        return new Response(null, { status: 204 });
      }

      @Put
      replace(): string {
        return '';
      }

      @Delete
      remove(): null {
        return null;
      }
    }

    expect(readResourcePath(Greeting)).toBe('/_synapse/client/demo/greeting');
    expect(readHttpMethodNotes(Greeting)).toEqual([
      { httpMethod: 'GET', method: 'get' },
      { httpMethod: 'POST', method: 'add' },
      { httpMethod: 'PUT', method: 'replace' },
      { httpMethod: 'DELETE', method: 'remove' },
    ]);
  });

  test('lets a class that extends another answer differently', () => {
    class Base {
      @Get
      get(): string {
        return 'base';
      }

      @Put
      put(): string {
        return 'base';
      }
    }
    @WebResource('/derived')
    class Derived extends Base {
      @Get
      read(): string {
        return 'derived';
      }
    }

    expect(readHttpMethodNotes(Derived)).toEqual([
      { httpMethod: 'GET', method: 'read' },
      { httpMethod: 'PUT', method: 'put' },
    ]);
    expect(readResourcePath(Base)).toBeUndefined();
  });

  test('refuses a class that answers nothing', () => {
    expect(() => {
      @WebResource('/demo')
      class Empty {}
      return Empty;
    }).toThrowErrorMatchingInlineSnapshot(
      `[BoutonError: @WebResource("/demo") stands on the class Empty, which has no method decorated with @Get, @Post, @Put or @Delete]`,
    );
  });

  test('refuses a class with declarations of a module', () => {
    expect(() => {
      @WebResource('/demo')
      class Mixed {
        @Get
        get(): string {
          return '';
        }

        @OnStart
        connect(): void {}
      }
      return Mixed;
    }).toThrowErrorMatchingInlineSnapshot(
      `[BoutonError: @WebResource("/demo") stands on the class Mixed, which declares connect as only a module can]`,
    );
  });

  test('refuses two methods for one HTTP method', () => {
    expect(() => {
      class Twice {
        @Get
        one(): number {
          return 1;
        }

        @Get
        two(): number {
          return 2;
        }
      }
      return Twice;
    }).toThrowErrorMatchingInlineSnapshot(
      `[BoutonError: @Get stands on Twice.two, and on one already; one method answers GET]`,
    );
  });
});

test('RESERVED_PATHS are refused by the compiler', () => {
  // Each line would be an unused @ts-expect-error, were the path allowed.
  const calls = [
    // @ts-expect-error Reserved.
    () => WebResource('/_matrix/client/v3/demo'),
    // @ts-expect-error Reserved.
    () => WebResource('/_matrix/federation/v1/demo'),
    // @ts-expect-error Reserved.
    () => WebResource('/_matrix/key/demo'),
    // @ts-expect-error Reserved.
    () => WebResource('/_matrix/media/demo'),
    // @ts-expect-error Reserved.
    () => WebResource('/_matrix/static/demo'),
    // @ts-expect-error Reserved.
    () => WebResource('/_synapse/admin/demo'),
    // @ts-expect-error Reserved, without anything behind it.
    () => WebResource('/health'),
    // @ts-expect-error No leading slash.
    () => WebResource('_synapse/client/demo'),
    // @ts-expect-error A query.
    () => WebResource('/_synapse/client/demo?name=x'),
    // @ts-expect-error Empty.
    () => WebResource(''),
  ];
  for (const call of calls) expect(call).toThrow(expect.objectContaining({ code: 'BOUTON_RESERVED_PATH' }));
  expect(RESERVED_PATHS).toHaveLength(7);
});

// Only compiled.
export function refusedByTheCompiler(api: ModuleApi): unknown {
  class Refused {
    // @ts-expect-error Called with a request.
    @WebResource('/demo')
    a(name: string): string {
      return name;
    }

    // @ts-expect-error A handler answers something.
    @WebResource('/demo')
    b(): void {}

    // @ts-expect-error The path has no parameter of that name.
    @WebResource('/demo/:code')
    f(_request: Request, { params }: WebResourceContext<'/demo/:cod'>): string {
      return params.cod;
    }

    // @ts-expect-error The path has no rest.
    @WebResource('/demo/:code')
    g(_request: Request, { rest }: WebResourceContext<'/demo/*'>): string {
      return rest;
    }

    @Get
    h(_request: Request, { params }: WebResourceContext<'/demo/:code'>): string {
      return params.code;
    }

    // @ts-expect-error Called with a request and what is known of it.
    @Get
    c(_request: Request, name: string): string {
      return name;
    }

    // @ts-expect-error A handler answers something.
    @Post
    async d(): Promise<void> {}

    // @ts-expect-error Static.
    @WebResource('/demo')
    static e(): string {
      return '';
    }
  }

  // @ts-expect-error The second is the homeserver.
  @WebResource('/demo')
  class WrongConstructor {
    constructor(
      _config: Config,
      readonly name: string,
    ) {}
  }

  // @ts-expect-error Reserved.
  api.registerWebResource('/_synapse/admin/demo', () => ({}));
  // @ts-expect-error No leading slash.
  api.registerWebResource('demo', () => ({}));
  // @ts-expect-error A handler answers something.
  api.registerWebResource('/demo', () => {});
  // @ts-expect-error The path has no parameter of that name.
  api.registerWebResource('/demo/:code', (_request, { params }) => params.cod);
  api.registerWebResource('/demo/:code', (_request, { params }) => params.code);
  // @ts-expect-error The rest stands at the end.
  api.registerWebResource('/demo/*/more', () => ({}));
  api.registerWebResource('/_synapse/client/demo', async (request) => ({ url: request.url }));

  return [Refused, WrongConstructor];
}
