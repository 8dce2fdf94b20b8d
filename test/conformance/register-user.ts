import { createHmac } from 'node:crypto';
import type { UserId } from '@bouton/sdk';
import { TestUser, type Fetch } from '@bouton/testing';
import type { UserOptions } from './conformance-case.ts';

/** What the homeservers of the suite are started with, so that it can register users: `registration_shared_secret`. */
export const REGISTRATION_SECRET = 'only for tests';

const PATH = '/_synapse/admin/v1/register';

/**
 * Registers a user through the admin API. https://element-hq.github.io/synapse/latest/admin_api/register_api.html
 *
 * @throws {Error} Where the homeserver refuses.
 */
export async function registerUser(fetch: Fetch, localpart: string, options: UserOptions): Promise<TestUser> {
  const { admin = false, password = 'nobody logs in with it' } = options;
  const { nonce } = (await (await fetch(PATH)).json()) as { nonce: string };
  const mac = createHmac('sha1', REGISTRATION_SECRET)
    .update([nonce, localpart, password, admin ? 'admin' : 'notadmin'].join('\0'))
    .digest('hex');
  const body = JSON.stringify({ nonce, username: localpart, password, admin, mac });
  const response = await fetch(PATH, { method: 'POST', body });
  if (!response.ok) throw new Error(`Cannot register ${localpart}: ${response.status} ${await response.text()}`);
  const login = (await response.json()) as { user_id: UserId; device_id: string; access_token: string };
  return new TestUser(fetch, { userId: login.user_id, deviceId: login.device_id, accessToken: login.access_token });
}
