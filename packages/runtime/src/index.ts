export type { AcceptedLogin, Callbacks, Denial, EventPermission } from './dispatch/callbacks.ts';
export type { HostPort } from './module-api/host-port.ts';
export { parseHttpProxy, proxiesOfEnvironment, type HttpProxies } from './module-api/http-proxies.ts';
export { DEFAULT_CALLBACK_POLICY, type CallbackPolicy, type OnFailure } from './dispatch/callback-policy.ts';
export { Dispatcher } from './dispatch/dispatcher.ts';
export { findServerName } from './lib/find-server-name.ts';
export { ListedStateMap } from './lib/listed-state-map.ts';
export { ManualClock } from './lib/manual-clock.ts';
export { systemClock, type Clock, type Timer } from './lib/clock.ts';
export { RegistryBuilder, type Registry } from './registry/registry.ts';
export type { WebRouter } from './web/web-router.ts';
export { PathPattern } from './registry/path-pattern.ts';
export { CORS_HEADERS, NO_CACHE } from './web/headers.ts';
export {
  configureInCode,
  configureModules,
  type CodedConfiguration,
  type ModuleEntry,
} from './configure/configure-modules.ts';
export { configurePart, type ConfigPlace, type ForeignFault, type PartOptions } from './configure/configure-part.ts';
export type { ConfiguredModule } from './configure/configured-module.ts';
export { loadConfiguration, type Configuration } from './configure/load-configuration.ts';
export type { CallbackPolicies } from './configure/read-policies.ts';
export type { Inspection } from './run/inspect.ts';
export { checkPushRuleActions } from './module-api/check-push-rule-actions.ts';
export { inspectModules, startModules, type Runtime } from './run/start-modules.ts';
