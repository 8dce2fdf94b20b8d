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

  /** Whom an address belongs to; undefined where it belongs to nobody. */
  owner(medium: string, address: string): UserId | undefined {
    return this.#context.database.get<{ user_id: UserId }>(
      'SELECT user_id FROM threepids WHERE medium = ? AND address = ?',
      medium,
      address,
    )?.user_id;
  }

  /** Gives a user an address, and tells the modules. Someone who had it loses it. */
  async add(userId: UserId, { medium, address }: ThreepidAddress, validatedAt: number, addedAt: number): Promise<void> {
    const { database, callbacks } = this.#context;
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

/**
 * The form in which an address is stored: of an email address in lower case.
 *
 * @throws {SynapseError} 400 where it is no email address.
 */
export function canonicalAddress(medium: string, address: string): string {
  if (medium !== 'email') return address;
  const at = address.indexOf('@');
  if (at < 1 || at !== address.lastIndexOf('@') || at === address.length - 1) {
    throw new SynapseError(400, 'Unable to parse email address', Codes.UNKNOWN);
  }
  return address.toLowerCase();
}
