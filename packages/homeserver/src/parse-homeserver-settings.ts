import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { MediaUploadLimit } from '@bouton/sdk';
import type { ConfigIssue } from '@bouton/sdk/host';
import { parseHttpProxy } from '@bouton/runtime';
import { z } from 'zod';
import { describeIssue, valueAt, type Issue } from './http/describe-issue.ts';
import { isIpRange, PRIVATE_RANGES } from './lib/ip-ranges.ts';
import { DEFAULT_APP_NAME, emailSection } from './mail/email-section.ts';
import { THUMBNAIL_SIZES } from './media/plan-thumbnails.ts';
import { byteSize, duration, rateLimit, strictSection } from './setting-schemas.ts';
import type { HomeserverSettings } from './settings.ts';

/** The homeserver's settings, or every fault of them. */
export type ParsedSettings =
  | { readonly ok: true; readonly value: HomeserverSettings }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

const SERVER_NAME = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/i;

const uploadLimit = z
  .strictObject({
    time_period: duration,
    max_size: byteSize,
    info_uri: z.string().optional(),
    can_upgrade: z.boolean().default(false),
  })
  .transform(
    ({
      time_period: timePeriodMs,
      max_size: maxBytes,
      info_uri: infoUri,
      can_upgrade: canUpgrade,
    }): MediaUploadLimit => ({
      timePeriodMs,
      maxBytes,
      canUpgrade,
      ...(infoUri === undefined ? {} : { infoUri }),
    }),
  );

const thumbnailSize = z.strictObject({
  width: z.int().min(1),
  height: z.int().min(1),
  method: z.enum(['crop', 'scale']),
});

const ipRange = z.string().refine(isIpRange, 'must be an IP address, or a range of them like 10.0.0.0/8');

const httpProxy = z.string().refine(isHttpProxy, 'must be an address of a proxy like http://proxy.example.com:8080');

const settingsSchema = z.strictObject({
  server_name: z.string().regex(SERVER_NAME, 'must be a server name like example.com or localhost:8448'),
  public_baseurl: z
    .url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' })
    .optional(),
  bind_address: z.string().min(1).default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(8008),
  x_forwarded: z.boolean().default(false),
  data_directory: z.string().min(1).default('data'),
  enable_registration: z.boolean().default(false),
  registration_requires_token: z.boolean().default(false),
  registration_shared_secret: z.string().min(1).optional(),
  registration_shared_secret_path: z.string().transform(readSecret).optional(),
  password_config: strictSection({ enabled: z.boolean().default(true), localdb_enabled: z.boolean().default(true) }),
  max_upload_size: byteSize.default(50 * 1024 ** 2),
  media_upload_limits: z.array(uploadLimit).default([]),
  thumbnail_sizes: z.array(thumbnailSize).default([...THUMBNAIL_SIZES]),
  dynamic_thumbnails: z.boolean().default(false),
  max_image_pixels: byteSize.default(32 * 1024 ** 2),
  enable_authenticated_media: z.boolean().default(true),
  default_room_version: z
    .union([z.enum(['10', '11', '12']), z.literal([10, 11, 12])], 'must be one of "10", "11", "12"')
    .transform((version) => String(version) as HomeserverSettings['defaultRoomVersion'])
    .default('12'),
  presence: strictSection({ enabled: z.boolean().default(true) }),
  push: strictSection({
    enabled: z.boolean().default(true),
    include_content: z.boolean().default(true),
    group_unread_count_by_room: z.boolean().default(true),
  }),
  ip_range_blacklist: z.array(ipRange).default([...PRIVATE_RANGES]),
  ip_range_whitelist: z.array(ipRange).default([]),
  http_proxy: httpProxy.optional(),
  https_proxy: httpProxy.optional(),
  no_proxy_hosts: z.array(z.string()).optional(),
  rc_invites: strictSection({
    per_room: rateLimit(0.3, 10),
    per_user: rateLimit(0.003, 5),
    per_issuer: rateLimit(0.3, 10),
  }),
  rc_3pid_validation: rateLimit(0.003, 5),
  email: emailSection.optional(),
  templates: strictSection({ custom_template_directory: z.string().transform(existingFolder).optional() }),
  enable_3pid_changes: z.boolean().default(true),
  registrations_require_3pid: z.array(z.literal('email')).default([]),
  next_link_domain_whitelist: z.array(z.string()).optional(),
  sso: strictSection({ client_whitelist: z.array(z.string().min(1)).default([]) }),
  mau_stats_only: z.boolean().default(false),
  background_updates: strictSection({
    background_update_duration_ms: z.int().min(1).default(100),
    sleep_enabled: z.boolean().default(true),
    sleep_duration_ms: z.int().min(0).default(1000),
    min_batch_size: z.int().min(1).default(1),
    default_batch_size: z.int().min(1).default(100),
  }),
});

/**
 * Parses the homeserver's own settings: the top level of the configuration file without what the runtime reads. Unknown
 * keys are faults. https://element-hq.github.io/synapse/latest/usage/configuration/config_documentation.html
 */
export function parseHomeserverSettings(raw: Readonly<Record<string, unknown>>): ParsedSettings {
  const parsed = settingsSchema.safeParse(raw);
  const issues = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => toConfigIssues(issue, raw))),
    ...conflicts(raw),
  ];
  if (!parsed.success || issues.length > 0) return { ok: false, issues };
  const { data } = parsed;
  return {
    ok: true,
    value: {
      serverName: data.server_name,
      publicBaseurl: data.public_baseurl?.replace(/\/*$/, '/'),
      bindAddress: data.bind_address,
      port: data.port,
      xForwarded: data.x_forwarded,
      dataDirectory: data.data_directory,
      enableRegistration: data.enable_registration,
      registrationRequiresToken: data.registration_requires_token,
      registrationSharedSecret: data.registration_shared_secret ?? data.registration_shared_secret_path,
      passwordConfig: { enabled: data.password_config.enabled, localdbEnabled: data.password_config.localdb_enabled },
      maxUploadSize: data.max_upload_size,
      mediaUploadLimits: data.media_upload_limits.toSorted((one, other) => other.timePeriodMs - one.timePeriodMs),
      thumbnailSizes: data.thumbnail_sizes,
      dynamicThumbnails: data.dynamic_thumbnails,
      maxImagePixels: data.max_image_pixels,
      enableAuthenticatedMedia: data.enable_authenticated_media,
      defaultRoomVersion: data.default_room_version,
      enablePresence: data.presence.enabled,
      push: {
        enabled: data.push.enabled,
        includeContent: data.push.include_content,
        groupUnreadCountByRoom: data.push.group_unread_count_by_room,
      },
      ipRanges: { blocked: data.ip_range_blacklist, allowed: data.ip_range_whitelist },
      httpProxy: data.http_proxy,
      httpsProxy: data.https_proxy,
      noProxyHosts: data.no_proxy_hosts,
      rcInvites: {
        perRoom: data.rc_invites.per_room,
        perUser: data.rc_invites.per_user,
        perIssuer: data.rc_invites.per_issuer,
      },
      rc3pidValidation: data.rc_3pid_validation,
      email: data.email?.email,
      emailAppName: data.email?.appName ?? DEFAULT_APP_NAME,
      customTemplateDirectory: data.templates.custom_template_directory ?? null,
      enable3pidChanges: data.enable_3pid_changes,
      registrationsRequireEmail: data.registrations_require_3pid.length > 0,
      nextLinkDomainWhitelist: data.next_link_domain_whitelist,
      ssoClientWhitelist: data.sso.client_whitelist,
      mauStatsOnly: data.mau_stats_only,
      backgroundUpdates: {
        updateDurationMs: data.background_updates.background_update_duration_ms,
        sleepEnabled: data.background_updates.sleep_enabled,
        sleepDurationMs: data.background_updates.sleep_duration_ms,
        minBatchSize: data.background_updates.min_batch_size,
        defaultBatchSize: data.background_updates.default_batch_size,
      },
    },
  };
}

/** Settings that are right alone and wrong together. */
function conflicts(raw: Readonly<Record<string, unknown>>): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  if (raw['registration_shared_secret'] !== undefined && raw['registration_shared_secret_path'] !== undefined) {
    const message = 'cannot stand beside registration_shared_secret';
    issues.push({ path: ['registration_shared_secret_path'], at: 'key', message });
  }
  const required = raw['registrations_require_3pid'];
  if (Array.isArray(required) && required.includes('email') && raw['email'] === undefined) {
    const message = 'needs the section email, without which no address can be validated';
    issues.push({ path: ['registrations_require_3pid'], at: 'key', message });
  }
  return issues;
}

function isHttpProxy(address: string): boolean {
  try {
    parseHttpProxy(address);
    return true;
  } catch {
    return false;
  }
}

function existingFolder(path: string, check: z.core.$RefinementCtx<string>): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return resolve(path);
  check.addIssue({ code: 'custom', message: `must name a folder that is there, not ${path}` });
  return z.NEVER;
}

function readSecret(path: string, check: z.core.$RefinementCtx<string>): string {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    if (secret !== '') return secret;
    check.addIssue({ code: 'custom', message: 'must name a file with a secret, but the file is empty' });
  } catch (error) {
    check.addIssue({ code: 'custom', message: `must name a file that can be read: ${(error as Error).message}` });
  }
  return z.NEVER;
}

function toConfigIssues(issue: Issue, raw: unknown): ConfigIssue[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code !== 'unrecognized_keys') {
    const missing = path.length > 0 && valueAt(raw, path) === undefined;
    return [{ path, at: 'value', message: missing ? `is missing, ${describeIssue(issue)}` : describeIssue(issue) }];
  }
  return issue.keys.map((key) => ({
    path: [...path, key],
    at: 'key',
    message: 'is not a known key',
    knownKeys: knownKeys(path),
  }));
}

/** The keys of the section at a path. */
function knownKeys(path: readonly (string | number)[]): string[] {
  let schema: unknown = settingsSchema;
  for (const key of path) schema = typeof key === 'number' ? elementOf(schema) : shapeOf(schema)[key];
  return Object.keys(shapeOf(schema));
}

function shapeOf(schema: unknown): Readonly<Record<string, unknown>> {
  return unwrap(schema) instanceof z.ZodObject ? (unwrap(schema) as z.ZodObject).shape : {};
}

function elementOf(schema: unknown): unknown {
  const list = unwrap(schema);
  return list instanceof z.ZodArray ? list.element : undefined;
}

/** The schema under defaults and transformations. */
function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return unwrap(schema.def.innerType);
  if (schema instanceof z.ZodOptional) return unwrap(schema.def.innerType);
  return schema instanceof z.ZodPipe ? unwrap(schema.def.in) : schema;
}
