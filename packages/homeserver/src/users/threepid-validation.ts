import { Codes, SynapseError } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { ValidationMails, ValidationPurpose } from '../mail/validation-mails.ts';
import { RateLimiter } from '../ratelimit/rate-limiter.ts';
import { randomLetters } from '../lib/random-id.ts';
import type { ThreepidSession, ThreepidSessions } from './threepid-sessions.ts';

/** A client's wish to have an email address validated. */
export interface ValidationRequest {
  readonly purpose: ValidationPurpose;
  readonly address: string;
  readonly clientSecret: string;
  /** A mail is sent again only if this is higher than before. */
  readonly sendAttempt: number;
  /** Where the link leads on to. */
  readonly nextLink: string | undefined;
}

/** What a client, or the link in a mail, shows. */
export interface ThreepidCredentials {
  readonly sid: string;
  readonly clientSecret: string;
}

/** An address that is the user's. */
export interface ValidatedThreepid {
  readonly medium: 'email';
  readonly address: string;
  /** Milliseconds since the epoch. */
  readonly validatedAt: number;
}

/**
 * Finds out whether an email address is the user's: sends a mail with a link.
 * https://spec.matrix.org/v1.16/client-server-api/#adding-account-administrative-contact-information
 */
export class ThreepidValidation {
  readonly #context: HomeserverContext;
  readonly #sessions: ThreepidSessions;
  readonly #mails: ValidationMails;
  readonly #limiter: RateLimiter;
  /** What was requested last, until the mail is sent, by client and address. */
  readonly #requested = new Map<string, Promise<string>>();

  constructor(context: HomeserverContext, sessions: ThreepidSessions, mails: ValidationMails) {
    this.#context = context;
    this.#sessions = sessions;
    this.#mails = mails;
    this.#limiter = new RateLimiter(context, 'rc_3pid_validation', context.settings.rc3pidValidation);
  }

  /** Whether mails are sent at all. */
  get isEnabled(): boolean {
    return this.#context.settings.email !== undefined;
  }

  /** Counts a request. @throws {SynapseError} 429 if the client, or the address, had too many. */
  async limit(medium: string, address: string, ip: string): Promise<void> {
    await this.#limiter.limit(null, `ip ${medium} ${ip}`);
    await this.#limiter.limit(null, `address ${medium} ${address}`);
  }

  /**
   * Sends the mail, unless this attempt was made before. One client's requests for one address wait for each other.
   *
   * @returns The ID of the session, with which the client asks later.
   * @throws {SynapseError} 500 if the mail cannot be sent.
   */
  async request(wanted: ValidationRequest): Promise<string> {
    const key = `${wanted.clientSecret} ${wanted.address}`;
    const earlier = this.#requested.get(key);
    const requested = (async () => {
      await earlier?.catch(() => {});
      return this.#request(wanted);
    })();
    this.#requested.set(key, requested);
    try {
      return await requested;
    } finally {
      if (this.#requested.get(key) === requested) this.#requested.delete(key);
    }
  }

  async #request({ purpose, address, clientSecret, sendAttempt, nextLink }: ValidationRequest): Promise<string> {
    const { clock, log, settings } = this.#context;
    const earlier = this.#sessions.pending(address, clientSecret);
    if (earlier !== undefined && sendAttempt <= earlier.lastSendAttempt) return earlier.sessionId;
    const sid = earlier?.sessionId ?? randomLetters(16);
    const token = randomLetters(32);
    try {
      await this.#mails.send(purpose, address, { token, clientSecret, sid });
    } catch (error) {
      log.error('Cannot send a mail that validates an address', { address, error });
      throw new SynapseError(500, 'An error was encountered when sending the email');
    }
    await this.#sessions.save(
      { sessionId: sid, medium: 'email', address, clientSecret, lastSendAttempt: sendAttempt, validatedAt: null },
      {
        token,
        nextLink: nextLink === undefined ? null : withSession(nextLink, sid),
        expiresAt: clock.now() + (settings.email?.validationTokenLifetime ?? 0),
      },
    );
    return sid;
  }

  /**
   * Takes the token that a mail has carried: the address is the user's.
   *
   * @returns Where the link leads on to; null: nowhere.
   * @throws {SynapseError} 400, whose text a page may show.
   */
  async submit({ sid, clientSecret }: ThreepidCredentials, token: string): Promise<string | null> {
    const session = this.#sessions.get(sid);
    if (session === undefined) throw new SynapseError(400, 'Unknown session_id');
    const stored = this.#sessions.token(sid, token);
    if (stored === undefined) throw new SynapseError(400, 'Validation token not found or has expired');
    if (session.clientSecret !== clientSecret) {
      throw new SynapseError(400, 'This client_secret does not match the provided session_id');
    }
    if (session.validatedAt !== null) return stored.nextLink;
    if (stored.expiresAt <= this.#context.clock.now()) {
      throw new SynapseError(400, 'This token has expired. Please request a new one');
    }
    await this.#sessions.setValidated(sid);
    return stored.nextLink;
  }

  /** The address of a session, once it is the user's; undefined before, and if the secret is not the session's. */
  validated({ sid, clientSecret }: ThreepidCredentials): ValidatedThreepid | undefined {
    const session: ThreepidSession | undefined = this.#sessions.get(sid);
    if (!this.isEnabled || session === undefined || session.clientSecret !== clientSecret) return undefined;
    const { medium, address, validatedAt } = session;
    return validatedAt === null ? undefined : { medium, address, validatedAt };
  }

  /** As {@linkcode ThreepidValidation.validated}; the session is good for nothing more. */
  async consume(credentials: ThreepidCredentials): Promise<ValidatedThreepid | undefined> {
    const threepid = this.validated(credentials);
    return threepid !== undefined && (await this.#sessions.delete(credentials.sid)) ? threepid : undefined;
  }

  /** @throws {SynapseError} 400 if a link in a mail may not lead on there. */
  assertNextLink(nextLink: string | undefined): void {
    if (nextLink === undefined || nextLink === '') return;
    const url = URL.parse(nextLink);
    const { nextLinkDomainWhitelist: allowed } = this.#context.settings;
    if (url?.protocol !== 'file:' && (allowed === undefined || allowed.includes(url?.hostname ?? ''))) return;
    throw new SynapseError(400, "'next_link' domain not included in whitelist, or not http(s)", Codes.INVALID_PARAM);
  }
}

/** Clients that wait for the redirection learn the session from it. */
function withSession(nextLink: string, sid: string): string {
  return `${nextLink}${nextLink.includes('?') ? '&' : '?'}sid=${encodeURIComponent(sid)}`;
}
