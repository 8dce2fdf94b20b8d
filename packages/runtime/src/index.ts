export type { AcceptedLogin, Callbacks, Denial, EventPermission } from './dispatch/callbacks.ts';
export type { Clock, Timer } from './host/clock.ts';
export type { HostMembers, HostPort, RuntimeMember } from './host/host-port.ts';
export { Caches } from './cache/caches.ts';
export { constructModule, type ConstructibleClass } from './cache/construct-module.ts';
export {
  DEFAULT_CALLBACK_POLICY,
  policyFault,
  type CallbackPolicy,
  type OnFailure,
} from './dispatch/callback-policy.ts';
export { Dispatcher, type DispatcherOptions } from './dispatch/dispatcher.ts';
export { CALLBACK_CHANNEL, type CallbackCall } from './dispatch/observed-call.ts';
export { ManualClock } from './host/manual-clock.ts';
export { serverNameOf } from './host/server-name-of.ts';
export { systemClock } from './host/system-clock.ts';
export { HostedModuleApi, type HostedModuleApiParts } from './registry/hosted-module-api.ts';
export { inspectRegistry, type RegistryReport } from './registry/inspect-registry.ts';
export type { ModuleRegistrar } from './registry/module-registrar.ts';
export { Registrar } from './registry/registrar.ts';
export type { LoginType, NewCallback, Registration, WebResource, WebResourceEntry } from './registry/registration.ts';
export type { Registry } from './registry/registry.ts';
export { Scheduler, type SchedulerHost } from './schedule/scheduler.ts';
export { createWebRouter, type WebRouter } from './web/web-router.ts';
export { CORS_HEADERS, NO_CACHE } from './web/headers.ts';
export { faultSentence, type ConfigFault } from './config/config-fault.ts';
export type { ConfigPath } from './config/config-path.ts';
export { ConfigurationError, type ConfigurationFault } from './config/configuration-error.ts';
export { configureModules, type ModuleEntry } from './config/configure-modules.ts';
export { configurePart, type ConfigPlace, type ForeignFault, type PartOptions } from './config/configure-part.ts';
export type { ConfiguredModule } from './config/configured-module.ts';
export { loadConfiguration, type Configuration, type SettingsParser } from './config/load-configuration.ts';
export { readPolicies, type CallbackPolicies } from './config/read-policies.ts';
export type { Inspection, ModuleInspection } from './inspect.ts';
export { moduleManifest, type ModuleManifest, type WebResourceManifest } from './manifest/module-manifest.ts';
export { checkPushRuleActions } from './push-rules/check-push-rule-actions.ts';
export { inspectModules, startModules, type ModulesToStart, type Runtime } from './start-modules.ts';
