import type { MediaUploadLimit, RatelimitOverride } from '@bouton/sdk';
import type { IpRangeSettings } from './lib/ip-ranges.ts';
import type { EmailSettings } from './mail/email-settings.ts';
import type { ThumbnailSize } from './media/thumbnail.ts';

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
  /** Whether a reverse proxy says from where requests come, in the header `X-Forwarded-For`. */
  readonly xForwarded: boolean;
  /** The folder of the database, the media and the signing key; `:memory:` keeps nothing. */
  readonly dataDirectory: string;
  readonly enableRegistration: boolean;
  /** Whether nobody can register without a token. */
  readonly registrationRequiresToken: boolean;
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
  /** Which thumbnails are made of every image that is uploaded. */
  readonly thumbnailSizes: readonly ThumbnailSize[];
  /** Whether thumbnails of other sizes are made when somebody asks for them. */
  readonly dynamicThumbnails: boolean;
  /** Of images with as many pixels or more no thumbnails are made. */
  readonly maxImagePixels: number;
  /** Whether files are only served to who is logged in; if not, also at the paths of older versions of the spec. */
  readonly enableAuthenticatedMedia: boolean;
  readonly defaultRoomVersion: '10' | '11' | '12';
  readonly enablePresence: boolean;
  readonly push: {
    /** Whether push rules are applied and pushers run. */
    readonly enabled: boolean;
    /** Whether push gateways get the content of events. */
    readonly includeContent: boolean;
    /** Whether badges count rooms, and not notifications. */
    readonly groupUnreadCountByRoom: boolean;
  };
  /** Where push gateways may be. */
  readonly ipRanges: IpRangeSettings;
  /** By which proxy modules ask `http:` addresses of other services; undefined: what the environment says. */
  readonly httpProxy: string | undefined;
  /** The same, of `https:` addresses. */
  readonly httpsProxy: string | undefined;
  /** Hosts that are asked without a proxy; undefined: what the environment says. */
  readonly noProxyHosts: readonly string[] | undefined;
  /** How often users may invite. */
  readonly rcInvites: {
    readonly perRoom: RatelimitSettings;
    readonly perUser: RatelimitSettings;
    readonly perIssuer: RatelimitSettings;
  };
  /** How often mails that validate an address may be asked for, per address and per client. */
  readonly rc3pidValidation: RatelimitSettings;
  /** How mails are sent; undefined: no mail is sent, and no address can be validated. */
  readonly email: EmailSettings | undefined;
  /** The name that mails carry. */
  readonly emailAppName: string;
  /** The folder of the administrator's templates; null if there is none. */
  readonly customTemplateDirectory: string | null;
  /** Whether users may add and remove addresses themselves. */
  readonly enable3pidChanges: boolean;
  /** Whether nobody can register without an email address. */
  readonly registrationsRequireEmail: boolean;
  /** To which domains the link in a mail may lead on; undefined: to any. */
  readonly nextLinkDomainWhitelist: readonly string[] | undefined;
  /** The beginnings of addresses to which a single sign-on leads without asking the user. */
  readonly ssoClientWhitelist: readonly string[];
  /** Whether it is noted which users were active. */
  readonly mauStatsOnly: boolean;
  /** How fast changes of the database are made that take long; modules may set the pace instead. */
  readonly backgroundUpdates: {
    /** How long a batch should take, in milliseconds. */
    readonly updateDurationMs: number;
    /** Whether there is a pause between batches. */
    readonly sleepEnabled: boolean;
    /** In milliseconds. */
    readonly sleepDurationMs: number;
    /** In items. */
    readonly minBatchSize: number;
    /** The first batch of an update, in items. */
    readonly defaultBatchSize: number;
  };
}
