import type { UserId } from './ids.ts';

/** Who makes a request. https://element-hq.github.io/synapse/latest/modules/writing_a_module.html */
export interface Requester {
  readonly user: UserId;
  /** Null if the token belongs to no device, and for requests of the homeserver itself. */
  readonly deviceId: string | null;
  readonly isGuest: boolean;
  /** Whether what the user sends is shown to nobody, without telling them. */
  readonly shadowBanned: boolean;
  /** The application service that makes the request, if one does. */
  readonly appServiceId: string | null;
  /** Who was authenticated: the user, an administrator in the user's name, or the server's name. */
  readonly authenticatedEntity: string;
}
