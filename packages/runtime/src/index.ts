export type { AcceptedLogin, Callbacks, Denial, EventPermission } from './dispatch/callbacks.ts';
export type { Clock, Timer } from './lib/clock.ts';
export type { HostMembers, HostPort, RuntimeMember } from './module-api/host-port.ts';
export { Caches } from './module-api/caches.ts';
export { constructModule, type ConstructibleClass } from './run/construct-module.ts';
export {
  DEFAULT_CALLBACK_POLICY,
  policyFault,
  type CallbackPolicy,
  type OnFailure,
} from './dispatch/callback-policy.ts';
export { Dispatcher, type DispatcherOptions } from './dispatch/dispatcher.ts';
export { CALLBACK_CHANNEL, type CallbackCall } from './dispatch/observed-call.ts';
export { ManualClock } from './lib/manual-clock.ts';
export { serverNameOf } from './lib/server-name-of.ts';
export { systemClock } from './lib/system-clock.ts';
export { HostedModuleApi, type HostedModuleApiParts } from './module-api/hosted-module-api.ts';
export { inspectRegistry, type RegistryReport } from './run/inspect-registry.ts';
export type { ModuleRegistrar } from './registry/module-registrar.ts';
export { Registrar } from './registry/registrar.ts';
export type { LoginType, NewCallback, Registration, WebResource, WebResourceEntry } from './registry/registration.ts';
export type { Registry } from './registry/registry.ts';
export { Scheduler, type SchedulerHost } from './module-api/scheduler.ts';
export { createWebRouter, type WebRouter } from './web/web-router.ts';
export { CORS_HEADERS, NO_CACHE } from './web/headers.ts';
export { faultSentence, type ConfigFault } from './configure/config-fault.ts';
export type { ConfigPath } from './text/config-path.ts';
export { ConfigurationError, type ConfigurationFault } from './configure/configuration-error.ts';
export { configureModules, type ModuleEntry } from './configure/configure-modules.ts';
export { configurePart, type ConfigPlace, type ForeignFault, type PartOptions } from './configure/configure-part.ts';
export type { ConfiguredModule } from './configure/configured-module.ts';
export { loadConfiguration, type Configuration, type SettingsParser } from './configure/load-configuration.ts';
export { readPolicies, type CallbackPolicies } from './configure/read-policies.ts';
export type { Inspection, ModuleInspection } from './run/inspect.ts';
export { moduleManifest, type ModuleManifest, type WebResourceManifest } from './load/module-manifest.ts';
export { checkPushRuleActions } from './module-api/check-push-rule-actions.ts';
export { inspectModules, startModules, type ModulesToStart, type Runtime } from './run/start-modules.ts';
