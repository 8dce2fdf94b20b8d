import {
  AuthChecker,
  Cached,
  Get,
  Module,
  Post,
  WebResource,
  type LoginResult,
  type ModuleApi,
  type UserId,
} from '@bouton/sdk';
import { IsString } from '@bouton/sdk/config';
import { expect, test } from 'vitest';
import type { Runtime } from './start-modules.ts';
import { startEntries } from '../test/start-entries.ts';
import { testHost } from '../test/test-host.ts';

class GreeterConfig {
  @IsString()
  greeting: string = 'Hello';
}

@WebResource('/_synapse/client/greeting')
class Greeting implements Disposable {
  #visits = 0;

  constructor(
    private readonly config: GreeterConfig,
    private readonly api: ModuleApi,
  ) {}

  @Get
  async show(): Promise<object> {
    return { greeting: `${this.config.greeting} from ${this.api.serverName}`, visits: await this.visits() };
  }

  @Post
  count(): object {
    return { visits: ++this.#visits };
  }

  @Cached
  async visits(): Promise<number> {
    return this.#visits;
  }

  [Symbol.dispose](): void {
    this.api.logger.info('The greeting is disposed');
  }
}

@Module({ config: GreeterConfig, resources: [Greeting] })
class Greeter implements Disposable {
  #lookups = 0;

  constructor(
    readonly config: GreeterConfig,
    private readonly api: ModuleApi,
  ) {}

  @Cached({ maxEntries: 10 })
  async department(user: UserId): Promise<string> {
    this.#lookups += 1;
    return `${user} ${this.#lookups}`;
  }

  @AuthChecker('com.example.otp', ['otp'])
  check(username: string): LoginResult {
    return username === 'alice' ? [`@alice:${this.api.serverName}`, null] : null;
  }

  @WebResource('/_synapse/client/department')
  async show(request: Request): Promise<object> {
    return { department: await this.department(new URL(request.url).searchParams.get('user') as UserId) };
  }

  [Symbol.dispose](): void {
    this.api.logger.info('The module is disposed');
  }
}

async function ask(runtime: Runtime, path: string, method = 'GET'): Promise<unknown> {
  return (await runtime.web.handle(new Request(`http://localhost${path}`, { method }), '192.0.2.7'))?.json();
}

test('RunningModule answers with methods of the module, and of its classes of resources', async () => {
  await using runtime = await startEntries([{ module: Greeter, config: { greeting: 'Moin' } }]);

  const department = await ask(runtime, '/_synapse/client/department?user=@a:localhost');
  const greeting = await ask(runtime, '/_synapse/client/greeting');
  const login = await runtime.callbacks.passwordAuthProvider.checkAuth('alice', 'com.example.otp', { otp: '1' });

  expect(department).toEqual({ department: '@a:localhost 1' });
  expect(greeting).toEqual({ greeting: 'Moin from localhost', visits: 0 });
  expect(login).toEqual({ userId: '@alice:localhost' });
});

test('RunningModule keeps the answers of cached methods until another process invalidates them', async () => {
  await using runtime = await startEntries([Greeter]);
  const department = '/_synapse/client/department?user=@a:localhost';
  const greeting = '/_synapse/client/greeting';
  await ask(runtime, department);
  await ask(runtime, greeting);
  await ask(runtime, greeting, 'POST');
  expect(await ask(runtime, department)).toEqual({ department: '@a:localhost 1' });
  expect(await ask(runtime, greeting)).toMatchObject({ visits: 0 });

  runtime.receiveInvalidation('Greeter.department', ['@a:localhost']);
  runtime.receiveInvalidation('Greeter.Greeting.visits', []);

  expect(await ask(runtime, department)).toEqual({ department: '@a:localhost 2' });
  expect(await ask(runtime, greeting)).toMatchObject({ visits: 1 });
});

test('RunningModule disposes classes of resources before their module', async () => {
  const host = testHost();
  const runtime = await startEntries([Greeter], host);

  await runtime[Symbol.asyncDispose]();

  expect(host.lines).toEqual(['info Greeter: The greeting is disposed', 'info Greeter: The module is disposed']);
});

@WebResource('/_synapse/client/broken')
class BrokenResource {
  constructor() {
    throw new Error('there is no page');
  }

  @Get
  show(): object {
    return {};
  }
}

@Module({ name: 'broken', resources: [BrokenResource] })
class WithBrokenResource implements Disposable {
  constructor(
    _config: object,
    private readonly api: ModuleApi,
  ) {}

  [Symbol.dispose](): void {
    this.api.logger.info('The module is disposed');
  }
}

test('RunningModule disposes the module when one of its resources cannot be constructed', async () => {
  const host = testHost();
  await expect(startEntries([WithBrokenResource], host)).rejects.toMatchObject({
    code: 'BOUTON_MODULE_START',
    message: 'Module broken failed in the constructor of BrokenResource: there is no page',
  });
  expect(host.lines).toEqual(['info broken: The module is disposed']);
});
