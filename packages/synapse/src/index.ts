export type { HostConfig } from './host-config.ts';
export { listenForSynapse, serveDescriptor } from './serve-host.ts';
export { checkedFaults } from './session.ts';
