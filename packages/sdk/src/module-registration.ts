import type { CachedOptions } from './metadata/cache-limits.ts';
import type { AccountDataCallbacks } from './categories/account-data.ts';
import type { AccountValidityCallbacks } from './categories/account-validity.ts';
import type { BackgroundUpdateControllerCallbacks } from './categories/background-update-controller.ts';
import type { FederationCallbacks } from './categories/federation.ts';
import type { MediaRepositoryCallbacks } from './categories/media-repository.ts';
import type { AuthCheckerRegistrations, PasswordAuthProviderCallbacks } from './categories/password-auth-provider.ts';
import type { PresenceRouterCallbacks } from './categories/presence-router.ts';
import type { RatelimitCallbacks } from './categories/ratelimit.ts';
import type { SpamCheckerCallbacks } from './categories/spam-checker.ts';
import type { ThirdPartyRulesCallbacks } from './categories/third-party-rules.ts';
import type { UnsignedEventDataCallbacks } from './categories/unsigned-event-data.ts';
import type { CallbackOptions, NamesWithEvent } from './decorators/callback-decorator.ts';
import type { WebResourceHandler } from './types/web-resource.ts';
import type { ModuleApi } from './module-api.ts';
import type { AllowedPath } from './types/web-resource-path.ts';

/** Those of a category's callbacks that receive an event. */
type WithEvent<Callbacks> = Partial<Pick<Callbacks, NamesWithEvent<Callbacks>>>;

/**
 * What a module may register in its constructor, if only its configuration tells what that is; else the decorators say
 * it better. Each method may be called more than once. After the constructor they throw a `BoutonError` with the code
 * `BOUTON_REGISTERED_LATE`.
 */
export interface ModuleRegistration {
  /** Registers callbacks of `@SpamChecker` that receive an event; they are called for those that the filter lets through. */
  registerSpamCheckerCallbacks(callbacks: WithEvent<SpamCheckerCallbacks>, options: CallbackOptions): void;
  /** Registers callbacks of `@SpamChecker`. */
  registerSpamCheckerCallbacks(callbacks: Partial<SpamCheckerCallbacks>): void;
  /** Registers callbacks of `@AccountValidity`. */
  registerAccountValidityCallbacks(callbacks: Partial<AccountValidityCallbacks>): void;
  /** Registers callbacks of `@ThirdPartyRules` that receive an event; they are called for those that the filter lets through. */
  registerThirdPartyRulesCallbacks(callbacks: WithEvent<ThirdPartyRulesCallbacks>, options: CallbackOptions): void;
  /** Registers callbacks of `@ThirdPartyRules`. */
  registerThirdPartyRulesCallbacks(callbacks: Partial<ThirdPartyRulesCallbacks>): void;
  /** Registers the two callbacks of `@PresenceRouter`. @throws {BoutonError} If one is missing. */
  registerPresenceRouterCallbacks(callbacks: PresenceRouterCallbacks): void;
  /**
   * Registers callbacks of `@PasswordAuthProvider` and auth checkers. What `check` finds in its third argument is typed by the
   * `fields` beside it.
   */
  registerPasswordAuthProviderCallbacks<const Fields extends readonly string[] = readonly string[]>(
    callbacks: Partial<PasswordAuthProviderCallbacks> & { readonly authCheckers?: AuthCheckerRegistrations<Fields> },
  ): void;
  /** Registers callbacks of `@BackgroundUpdateController`. */
  registerBackgroundUpdateControllerCallbacks(
    callbacks: Pick<BackgroundUpdateControllerCallbacks, 'onUpdate'> & Partial<BackgroundUpdateControllerCallbacks>,
  ): void;
  /** Registers the callback of `@AccountData`. */
  registerAccountDataCallbacks(callbacks: Partial<AccountDataCallbacks>): void;
  /** Registers callbacks of `@MediaRepository`. */
  registerMediaRepositoryCallbacks(callbacks: Partial<MediaRepositoryCallbacks>): void;
  /** Registers the callback of `@Ratelimit`. */
  registerRatelimitCallbacks(callbacks: Partial<RatelimitCallbacks>): void;
  /** Registers callbacks of `@UnsignedEventData` that receive an event; they are called for those that the filter lets through. */
  registerAddExtraFieldsToUnsignedClientEventCallbacks(
    callbacks: WithEvent<UnsignedEventDataCallbacks>,
    options: CallbackOptions,
  ): void;
  /** Registers the callback of `@UnsignedEventData`. */
  registerAddExtraFieldsToUnsignedClientEventCallbacks(callbacks: Partial<UnsignedEventDataCallbacks>): void;
  /** Registers the callback of `@Federation`. */
  registerFederationCallbacks(callbacks: Partial<FederationCallbacks>): void;
  /**
   * Answers the requests for one path. Of two modules with one path, the first in the config answers. A class has methods decorated
   * with `@Get`, `@Post`, `@Put` and `@Delete`; it is constructed after the module, with `(config, api, module)`, and needs no
   * `@WebResource`.
   *
   * @throws {BoutonError} If the homeserver itself serves at the path, or a class answers nothing.
   */
  registerWebResource<const Path extends string>(
    path: AllowedPath<Path>,
    resource: WebResourceHandler<Path> | (new (config: never, api: ModuleApi, module: never) => object),
  ): void;

  /**
   * Makes a cached function of one that is not a `@Cached` method; `description` names it among processes. It is
   * invalidated like a method.
   *
   * @throws {BoutonError} `BOUTON_DECORATOR_ARGUMENT` if an option is not what `@Cached` takes.
   */
  registerCachedFunction<Args extends readonly unknown[], Result>(
    description: string,
    compute: (...args: Args) => Promise<Result>,
    options?: CachedOptions,
  ): (...args: Args) => Promise<Result>;
}
