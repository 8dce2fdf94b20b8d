export { AutoAcceptInviteConfig } from './auto-accept-invite-config.ts';
export { AutoAcceptInvite } from './auto-accept-invite.ts';
