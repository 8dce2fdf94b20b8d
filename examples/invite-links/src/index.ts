export { InviteLinksConfig } from './invite-links-config.ts';
export { InviteLinks } from './invite-links.ts';
