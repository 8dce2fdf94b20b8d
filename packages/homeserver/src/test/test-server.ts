import { createHash } from 'node:crypto';
import { configureModules, ManualClock, type ModuleEntry } from '@bouton/runtime';
import type { JsonObject, UserId } from '@bouton/sdk';
import { RecordingLogger } from '../../../testing/src/standalone/recording-logger.ts';
import { startHomeserver, type Homeserver } from '../homeserver.ts';
import { parseHomeserverSettings } from '../parse-homeserver-settings.ts';

/** An answer, as a test looks at it. */
export interface Answer {
  readonly status: number;
  /** As it comes. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** A user with an access token. */
export interface LoggedIn {
  readonly userId: UserId;
  readonly deviceId: string;
  readonly token: string;
}

/** A whole homeserver for one test, and what its log says. */
export interface TestServer extends Homeserver {
  readonly clock: ManualClock;
  /** The messages of the log. */
  readonly log: readonly string[];
  /** Sends a JSON request, not over the network. */
  call(method: string, path: string, body?: JsonObject | string, token?: string): Promise<Answer>;
  /** Registers a user with a password. */
  user(localpart: string): Promise<LoggedIn>;
  /** Makes a user without a password. Costs less. */
  quickUser(localpart: string, admin?: boolean): Promise<LoggedIn>;
}

/** The path of an endpoint of the Client-Server API. */
export function client(path: string): string {
  return `/_matrix/client/v3${path}`;
}

/** The password that {@linkcode TestServer.user} gives. */
export function passwordOf(localpart: string): string {
  return createHash('sha256').update(localpart).digest('hex').slice(0, 8);
}

/** Starts a homeserver in memory. */
export async function testServer(
  settings: Readonly<Record<string, unknown>> = {},
  modules: readonly ModuleEntry[] = [],
): Promise<TestServer> {
  const parsed = parseHomeserverSettings({
    server_name: 'test',
    data_directory: ':memory:',
    port: 0,
    enable_registration: true,
    ...settings,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const log = new RecordingLogger();
  const clock = new ManualClock();
  const homeserver = await startHomeserver({
    configuration: { settings: parsed.value, modules: await configureModules(modules), policies: new Map() },
    log,
    clock,
  });

  const call: TestServer['call'] = async (method, path, body, token) => {
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    const request = new Request(new URL(path, homeserver.baseUrl), {
      method,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(text === undefined ? {} : { body: text }),
    });
    const response = await homeserver.fetch(request);
    return { status: response.status, body: JSON.parse(await response.text()) };
  };

  return {
    ...homeserver,
    clock,
    get log() {
      return log.entries.map(({ message }) => message);
    },
    call,
    user: async (localpart) => {
      const auth = { type: 'm.login.dummy' };
      const { status, body } = await call('POST', client('/register'), {
        username: localpart,
        password: passwordOf(localpart),
        auth,
      });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return { userId: body.user_id as UserId, deviceId: String(body.device_id), token: String(body.access_token) };
    },
    quickUser: async (localpart, admin = false) => {
      const { host } = homeserver;
      const userId = await host.registerUser(localpart, undefined, undefined, admin);
      const { deviceId, accessToken } = await host.registerDevice(userId);
      return { userId, deviceId, token: accessToken };
    },
  };
}
