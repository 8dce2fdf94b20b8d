import { Codes, SynapseError, type Threepid, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';

/** An email address or telephone number. */
export interface ThreepidAddress {
  readonly medium: Threepid['medium'];
  readonly address: string;
}

/** Email addresses and telephone numbers that belong to users: third-party identifiers. */
export class Threepids {
  readonly #context: HomeserverContext;

  constructor(context: HomeserverContext) {
    this.#context = context;
  }

  /** What belongs to a user, oldest first. */
  list(userId: UserId): Threepid[] {
    return this.#context.database.all(
      `SELECT medium, address, validated_at AS validatedAt, added_at AS addedAt FROM threepids
       WHERE user_id = ? ORDER BY added_at, medium, address`,
      userId,
    );
  }

  /** Whom an address belongs to; undefined if it belongs to nobody. */
  owner(medium: string, address: string): UserId | undefined {
    return this.#context.database.get<{ user_id: UserId }>(
      'SELECT user_id FROM threepids WHERE medium = ? AND address = ?',
      medium,
      address,
    )?.user_id;
  }

  /** The identity servers that are noted to know an address of a user, or any of them. */
  identityServers(userId: UserId, threepid?: ThreepidAddress): string[] {
    const { medium = null, address = null } = threepid ?? {};
    return this.#context.database
      .all<{ id_server: string }>(
        `SELECT DISTINCT id_server FROM threepid_bindings
         WHERE user_id = ?1 AND medium = coalesce(?2, medium) AND address = coalesce(?3, address) ORDER BY id_server`,
        userId,
        medium,
        address,
      )
      .map(({ id_server }) => id_server);
  }

  /** Notes that an identity server knows an address of a user. */
  async noteBinding(
    userId: UserId,
    { medium, address }: { readonly medium: string; readonly address: string },
    idServer: string,
  ): Promise<void> {
    const { database } = this.#context;
    await database.write(() =>
      database.run(
        'INSERT INTO threepid_bindings VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        userId,
        medium,
        address,
        idServer,
      ),
    );
  }

  /** Gives a user an address, and tells the modules. Someone who had it loses it. */
  async add(userId: UserId, { medium, address }: ThreepidAddress, validatedAt: number, addedAt: number): Promise<void> {
    const { database, callbacks } = this.#context;
    if (medium !== 'email' && medium !== 'msisdn') {
      throw new SynapseError(400, `'${String(medium)}' is not a valid value for 'medium'`, Codes.INVALID_PARAM);
    }
    const canonical = canonicalAddress(medium, address);
    await database.write(() =>
      database.run(
        'INSERT OR REPLACE INTO threepids (medium, address, user_id, validated_at, added_at) VALUES (?, ?, ?, ?, ?)',
        medium,
        canonical,
        userId,
        validatedAt,
        addedAt,
      ),
    );
    await callbacks.thirdPartyRules.onAddUserThirdPartyIdentifier(userId, medium, canonical);
    await callbacks.thirdPartyRules.onThreepidBind(userId, medium, canonical);
  }

  /** Takes an address from a user, and tells the modules. */
  async remove(userId: UserId, { medium, address }: ThreepidAddress): Promise<void> {
    const { database, callbacks } = this.#context;
    const canonical = canonicalAddress(medium, address);
    await database.write(() =>
      database.run('DELETE FROM threepids WHERE medium = ? AND address = ? AND user_id = ?', medium, canonical, userId),
    );
    await callbacks.thirdPartyRules.onRemoveUserThirdPartyIdentifier(userId, medium, canonical);
  }
}

/** The longest email address, in characters, as in Synapse. */
const MAX_EMAIL = 500;

/**
 * The form in which an address is stored: of an email address in lower case.
 *
 * @throws {SynapseError} 400 if it is not an email address.
 */
export function canonicalAddress(medium: string, address: string): string {
  if (medium !== 'email') return address;
  const canonical = address.trim().toLowerCase();
  const [local = '', domain = '', ...rest] = canonical.split('@');
  if (local === '' || domain === '' || rest.length > 0 || canonical.length > MAX_EMAIL) {
    throw new SynapseError(400, 'Unable to parse email address', Codes.UNKNOWN);
  }
  return canonical;
}
