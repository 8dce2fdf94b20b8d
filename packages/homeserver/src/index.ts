export { inspectConfiguration, startHomeserver, type Homeserver, type HomeserverOptions } from './homeserver.ts';
export { parseHomeserverSettings, type ParsedSettings } from './parse-homeserver-settings.ts';
export type { HomeserverSettings, RatelimitSettings } from './settings.ts';
export type { EmbeddedHost } from './modules/host-port.ts';
