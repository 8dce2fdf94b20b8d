import { Codes, SynapseError, type Requester } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Accounts } from './accounts.ts';
import type { ClientIps } from './client-ips.ts';

/** Who makes a request, and the token that shows it. */
export interface Authenticated {
  readonly requester: Requester;
  readonly accessToken: string;
}

/** What {@linkcode Authenticator} stands on. */
export interface AuthenticatorParts {
  readonly context: HomeserverContext;
  readonly accounts: Accounts;
  readonly accessTokens: AccessTokens;
  readonly clientIps: ClientIps;
}

/** Finds out who makes a request. https://spec.matrix.org/v1.16/client-server-api/#using-access-tokens */
export class Authenticator {
  readonly #context: HomeserverContext;
  readonly #accounts: Accounts;
  readonly #accessTokens: AccessTokens;
  readonly #clientIps: ClientIps;

  constructor({ context, accounts, accessTokens, clientIps }: AuthenticatorParts) {
    this.#context = context;
    this.#accounts = accounts;
    this.#accessTokens = accessTokens;
    this.#clientIps = clientIps;
  }

  /**
   * The user whose access token the request carries, in its header or its query. Notes where the device was seen.
   *
   * @param ip The client's address, if it is known.
   * @throws {SynapseError} 401 without a valid token, 403 if a module says that the account has expired.
   */
  async authenticate(
    request: Request,
    ip: string | undefined,
    options: { readonly allowExpired?: boolean } = {},
  ): Promise<Authenticated> {
    const accessToken = tokenOf(request);
    const requester = this.requester(accessToken);
    const { user, deviceId } = requester;
    if (options.allowExpired !== true && (await this.#context.callbacks.accountValidity.isUserExpired(user))) {
      throw new SynapseError(403, 'User account has expired', Codes.EXPIRED_ACCOUNT);
    }
    if (deviceId !== null && ip !== undefined) {
      this.#clientIps.seen({ userId: user, deviceId, ip, userAgent: request.headers.get('user-agent') ?? '' });
    }
    return { requester, accessToken };
  }

  /** Whom a token belongs to. @throws {SynapseError} 401 if it is unknown. */
  requester(accessToken: string): Requester {
    const requester = this.#accessTokens.requester(accessToken);
    if (requester !== undefined) return requester;
    throw new SynapseError(401, 'Invalid access token passed.', Codes.UNKNOWN_TOKEN, { soft_logout: false });
  }

  /** @throws {SynapseError} 403 if the requester is not a server administrator. */
  assertAdmin(requester: Requester): void {
    if (!this.#accounts.isAdmin(requester.user)) {
      throw new SynapseError(403, 'You are not a server admin', Codes.FORBIDDEN);
    }
  }
}

/** Whether a request carries an access token, or what is to be one. */
export function hasAccessToken(request: Request): boolean {
  return request.headers.has('authorization') || new URL(request.url).searchParams.has('access_token');
}

function tokenOf(request: Request): string {
  const header = request.headers.get('authorization');
  if (header !== null) {
    const [scheme, token, ...rest] = header.split(' ');
    if (scheme === 'Bearer' && token !== undefined && token !== '' && rest.length === 0) return token;
    throw new SynapseError(401, 'Invalid Authorization header.', Codes.MISSING_TOKEN);
  }
  const token = new URL(request.url).searchParams.get('access_token');
  if (token === null) throw new SynapseError(401, 'Missing access token', Codes.MISSING_TOKEN);
  return token;
}
