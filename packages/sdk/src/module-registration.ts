import type { AccountDataCallbacks } from './categories/account-data.ts';
import type { AccountValidityCallbacks } from './categories/account-validity.ts';
import type { BackgroundUpdateControllerCallbacks } from './categories/background-update-controller.ts';
import type { FederationCallbacks } from './categories/federation.ts';
import type { MediaRepositoryCallbacks } from './categories/media-repository.ts';
import type { AuthCheckerRegistration, PasswordAuthProviderCallbacks } from './categories/password-auth-provider.ts';
import type { PresenceRouterCallbacks } from './categories/presence-router.ts';
import type { RatelimitCallbacks } from './categories/ratelimit.ts';
import type { SpamCheckerCallbacks } from './categories/spam-checker.ts';
import type { ThirdPartyRulesCallbacks } from './categories/third-party-rules.ts';
import type { UnsignedEventDataCallbacks } from './categories/unsigned-event-data.ts';
import type { WebResourceHandler } from './types/web-resource.ts';
import type { AllowedPath } from './types/web-resource-path.ts';

/**
 * What a module may register in its constructor, if only its configuration tells what that is; else the decorators say
 * it better. Each method may be called more than once. After the constructor they throw a `BoutonError` with the code
 * `BOUTON_REGISTERED_LATE`.
 */
export abstract class ModuleRegistration {
  /** Registers callbacks of `@SpamChecker`. */
  abstract registerSpamCheckerCallbacks(callbacks: Partial<SpamCheckerCallbacks>): void;
  /** Registers callbacks of `@AccountValidity`. */
  abstract registerAccountValidityCallbacks(callbacks: Partial<AccountValidityCallbacks>): void;
  /** Registers callbacks of `@ThirdPartyRules`. */
  abstract registerThirdPartyRulesCallbacks(callbacks: Partial<ThirdPartyRulesCallbacks>): void;
  /** Registers the two callbacks of `@PresenceRouter`. @throws {BoutonError} If one is missing. */
  abstract registerPresenceRouterCallbacks(callbacks: PresenceRouterCallbacks): void;
  /** Registers callbacks of `@PasswordAuthProvider` and auth checkers. */
  abstract registerPasswordAuthProviderCallbacks(
    callbacks: Partial<PasswordAuthProviderCallbacks> & { readonly authCheckers?: readonly AuthCheckerRegistration[] },
  ): void;
  /** Registers callbacks of `@BackgroundUpdateController`. */
  abstract registerBackgroundUpdateControllerCallbacks(
    callbacks: Pick<BackgroundUpdateControllerCallbacks, 'onUpdate'> & Partial<BackgroundUpdateControllerCallbacks>,
  ): void;
  /** Registers the callback of `@AccountData`. */
  abstract registerAccountDataCallbacks(callbacks: Partial<AccountDataCallbacks>): void;
  /** Registers callbacks of `@MediaRepository`. */
  abstract registerMediaRepositoryCallbacks(callbacks: Partial<MediaRepositoryCallbacks>): void;
  /** Registers the callback of `@Ratelimit`. */
  abstract registerRatelimitCallbacks(callbacks: Partial<RatelimitCallbacks>): void;
  /** Registers the callback of `@UnsignedEventData`. */
  abstract registerAddExtraFieldsToUnsignedClientEventCallbacks(callbacks: Partial<UnsignedEventDataCallbacks>): void;
  /** Registers the callback of `@Federation`. */
  abstract registerFederationCallbacks(callbacks: Partial<FederationCallbacks>): void;
  /**
   * Answers the requests for one path. Of two modules with one path, the first in the config answers.
   *
   * @throws {BoutonError} If the homeserver itself serves at the path.
   */
  abstract registerWebResource<const Path extends string>(
    path: AllowedPath<Path>,
    handler: WebResourceHandler<Path>,
  ): void;

  /**
   * Makes a cached function of one that is no `@Cached` method; `description` names it among processes. It is
   * invalidated like a method.
   */
  abstract registerCachedFunction<Args extends readonly unknown[], Result>(
    description: string,
    compute: (...args: Args) => Promise<Result>,
    options?: { readonly maxEntries?: number },
  ): (...args: Args) => Promise<Result>;
}
