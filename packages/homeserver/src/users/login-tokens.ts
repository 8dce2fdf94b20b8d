import { randomBytes } from 'node:crypto';
import { Codes, SynapseError, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { tokenHash } from './token-hash.ts';

/** How long a token is good if nothing else is said, in milliseconds. */
const DEFAULT_DURATION = 120_000;

/** Who gets a token, and how. */
export interface LoginTokenRequest {
  readonly userId: UserId;
  /** In milliseconds; left out: two minutes. */
  readonly durationMs?: number | undefined;
  /** The identity provider that knows the user. */
  readonly authProviderId?: string | undefined;
  /** The user's session there. */
  readonly authProviderSessionId?: string | undefined;
}

/** Whose a token was. */
export interface ConsumedLoginToken {
  readonly userId: UserId;
  readonly authProviderId: string | null;
}

/** Tokens for logins of type `m.login.token`, each good for one. The database holds their hashes. */
export class LoginTokens {
  readonly #context: HomeserverContext;

  constructor(context: HomeserverContext) {
    this.#context = context;
  }

  /** Makes a token, and forgets those that have expired. */
  async create(request: LoginTokenRequest): Promise<string> {
    const { userId, durationMs = DEFAULT_DURATION, authProviderId = null, authProviderSessionId = null } = request;
    const { clock, database } = this.#context;
    const token = `syl_${randomBytes(24).toString('base64url')}`;
    await database.write(() => {
      database.run('DELETE FROM login_tokens WHERE expires_at < ?', clock.now());
      database.run(
        'INSERT INTO login_tokens VALUES (?, ?, ?, ?, ?)',
        tokenHash(token),
        userId,
        Math.floor(clock.now() + durationMs),
        authProviderId,
        authProviderSessionId,
      );
    });
    return token;
  }

  /** Whose the token is; it is good for nothing more. @throws {SynapseError} 403 if it is unknown, used or expired. */
  async consume(token: string): Promise<ConsumedLoginToken> {
    const { clock, database } = this.#context;
    const consumed = await database.write(() =>
      database.get<ConsumedLoginToken & { readonly expiresAt: number }>(
        `DELETE FROM login_tokens WHERE token_hash = ?
         RETURNING user_id AS userId, auth_provider_id AS authProviderId, expires_at AS expiresAt`,
        tokenHash(token),
      ),
    );
    if (consumed === undefined || consumed.expiresAt < clock.now()) {
      throw new SynapseError(403, 'Invalid login token', Codes.FORBIDDEN);
    }
    return { userId: consumed.userId, authProviderId: consumed.authProviderId };
  }
}
