import { Cached, Get, Module, Post, WebResource, type ModuleApi, type WebResourceContext } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { startEntries } from '../test/start-entries.ts';
import type { Runtime } from './start-modules.ts';

interface Settings {
  readonly admin?: boolean;
  readonly plain?: boolean;
}

/** What the resources want of their module. */
interface Till {
  sold: number;
}

@WebResource('/shop/count')
class CountResource {
  constructor(
    _config: Settings,
    _api: ModuleApi,
    private readonly shop: Till,
  ) {}

  @Get
  async count(): Promise<object> {
    return { sold: this.shop.sold, cached: await this.total() };
  }

  @Cached
  async total(): Promise<number> {
    return this.shop.sold;
  }
}

class AdminResource implements Disposable {
  static disposed = 0;

  constructor(
    readonly config: Settings,
    readonly api: ModuleApi,
    private readonly shop: Till,
  ) {}

  @Post
  sell(_request: Request, { params }: WebResourceContext<'/shop/admin/:number'>): object {
    this.shop.sold += Number(params.number);
    return { sold: this.shop.sold };
  }

  [Symbol.dispose](): void {
    AdminResource.disposed += 1;
  }
}

class Plain {}

@Module({ resources: [CountResource] })
class Shop implements Till {
  sold = 0;

  static parseConfig(config: object): Settings {
    return config;
  }

  constructor(config: Settings, api: ModuleApi) {
    if (config.admin === true) api.registerWebResource('/shop/admin/:number', AdminResource);
    if (config.plain === true) api.registerWebResource('/shop/plain', Plain);
  }
}

async function ask(runtime: Runtime, method: string, path: string): Promise<unknown> {
  return (await runtime.web.handle(new Request(`http://here${path}`, { method }), '::1'))?.json();
}

test('classes of web resources get the module, those that its constructor registers too', async () => {
  const disposed = AdminResource.disposed;
  {
    await using runtime = await startEntries([{ module: Shop, config: { admin: true } }]);
    expect(await ask(runtime, 'GET', '/shop/count')).toEqual({ sold: 0, cached: 0 });
    expect(await ask(runtime, 'POST', '/shop/admin/3')).toEqual({ sold: 3 });
    expect(await ask(runtime, 'GET', '/shop/count')).toEqual({ sold: 3, cached: 0 });
    expect(await ask(runtime, 'GET', '/shop/admin/3')).toEqual({
      errcode: 'M_UNRECOGNIZED',
      error: 'Unrecognized request',
    });
  }
  expect(AdminResource.disposed).toBe(disposed + 1);
});

test('a class of web resources that the constructor does not register is not there', async () => {
  await using runtime = await startEntries([{ module: Shop }]);
  expect(await ask(runtime, 'POST', '/shop/admin/3')).toBeUndefined();
});

test('a class that answers nothing is refused', async () => {
  await expect(startEntries([{ module: Shop, config: { plain: true } }])).rejects.toThrow(
    'registers the class Plain at /shop/plain, which has no method decorated with @Get, @Post, @Put or @Delete',
  );
});
