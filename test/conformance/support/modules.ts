import type { JsonObject } from '@bouton/sdk';
import type { ModuleItem } from '../conformance-case.ts';
import type { Behaviours } from '../modules/behaviour.ts';

/** Makes the item of a module that records how it is called; `name` is what the trace calls it. */
export type RecordingItem = (behaviours?: Behaviours, name?: string) => ModuleItem;

/** Every spam checker callback. */
export const spamChecker: RecordingItem = recording('./spam-checker.ts#SpamCheckerModule', 'spam-checker');
/** The account validity callbacks that any number of modules may have. */
export const accountValidity: RecordingItem = recording('./account-validity.ts#AccountValidityModule', 'validity');
/** The account validity callbacks that only one module may have. */
export const legacyAccountValidity: RecordingItem = recording(
  './account-validity.ts#LegacyAccountValidityModule',
  'legacy-validity',
);
/** Every third-party rules callback. */
export const thirdPartyRules: RecordingItem = recording('./third-party-rules.ts#ThirdPartyRulesModule', 'rules');
/** Both presence router callbacks. */
export const presenceRouter: RecordingItem = recording('./presence-router.ts#PresenceRouterModule', 'router');
/** Checks the login type `org.example.otp` with the fields `otp` and `hint`. */
export const otpChecker: RecordingItem = recording('./password-auth-provider.ts#OtpModule', 'otp');
/** Checks the login type `m.login.password`. */
export const passwordChecker: RecordingItem = recording('./password-auth-provider.ts#PasswordModule', 'password');
/** The callbacks of password auth providers that are not auth checkers. */
export const passwordAuthProvider: RecordingItem = recording(
  './password-auth-provider.ts#PasswordAuthProviderModule',
  'auth-provider',
);
/** The account data callback. */
export const accountData: RecordingItem = recording('./account-data.ts#AccountDataModule', 'account-data');
/** Every media repository callback. */
export const mediaRepository: RecordingItem = recording('./media-repository.ts#MediaRepositoryModule', 'media');
/** The ratelimit callback. */
export const ratelimit: RecordingItem = recording('./ratelimit.ts#RatelimitModule', 'ratelimit');
/** The callback that adds to the unsigned data of events. */
export const unsignedEventData: RecordingItem = recording(
  './unsigned-event-data.ts#UnsignedEventDataModule',
  'unsigned',
);
/** Every callback that other servers have something to do with. */
export const federation: RecordingItem = recording('./federation.ts#FederationModule', 'federation');
/** Every background update controller callback. */
export const backgroundUpdates: RecordingItem = recording(
  './background-updates.ts#BackgroundUpdateModule',
  'background-updates',
);
/** Callbacks of every category, registered without decorators. */
export const imperative: RecordingItem = recording('./imperative.ts#ImperativeModule', 'imperative');

function recording(module: string, usualName: string): RecordingItem {
  return (behaviours = {}, name = usualName) => ({ module, config: { name, behaviours: behaviours as JsonObject } });
}
