import type { MediaUploadLimit, RatelimitOverride } from '@bouton/sdk';

/** How often a user may do something. */
export type RatelimitSettings = RatelimitOverride;

/** The homeserver's own settings, from the top level of the configuration file. Names as in Synapse, in camelCase. */
export interface HomeserverSettings {
  /** The part of user IDs after the colon. */
  readonly serverName: string;
  /** Under what address clients reach the homeserver, with a trailing slash; undefined: where it listens. */
  readonly publicBaseurl: string | undefined;
  /** Where clients connect; loopback by default. Port 0 lets the system choose. */
  readonly bindAddress: string;
  readonly port: number;
  /** The folder of the database, the media and the signing key; `:memory:` keeps nothing. */
  readonly dataDirectory: string;
  readonly enableRegistration: boolean;
  /** Lets who knows it register users at `/_synapse/admin/v1/register`. */
  readonly registrationSharedSecret: string | undefined;
  readonly passwordConfig: {
    /** Whether `m.login.password` is offered at all, also by modules. */
    readonly enabled: boolean;
    /** Whether passwords are compared with those of this homeserver. */
    readonly localdbEnabled: boolean;
  };
  /** In bytes. */
  readonly maxUploadSize: number;
  /** How much a user may upload in a period. */
  readonly mediaUploadLimits: readonly MediaUploadLimit[];
  /** Whether files are only served to who is logged in; if not, also at the paths of older versions of the spec. */
  readonly enableAuthenticatedMedia: boolean;
  readonly defaultRoomVersion: '10' | '11' | '12';
  readonly enablePresence: boolean;
  /** How often users may invite. */
  readonly rcInvites: {
    readonly perRoom: RatelimitSettings;
    readonly perUser: RatelimitSettings;
    readonly perIssuer: RatelimitSettings;
  };
}
