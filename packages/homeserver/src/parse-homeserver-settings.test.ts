import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseHomeserverSettings } from './parse-homeserver-settings.ts';
import { PRIVATE_RANGES } from './lib/ip-ranges.ts';

const issues = (raw: Record<string, unknown>) => {
  const parsed = parseHomeserverSettings(raw);
  return parsed.ok ? [] : parsed.issues.map(({ path, at, message }) => [path.join('.'), at, message]);
};

describe('parseHomeserverSettings()', () => {
  test('`parseHomeserverSettings()` needs nothing but a server name', () => {
    expect(parseHomeserverSettings({ server_name: 'localhost' })).toEqual({
      ok: true,
      value: {
        serverName: 'localhost',
        publicBaseurl: undefined,
        bindAddress: '127.0.0.1',
        port: 8008,
        xForwarded: false,
        dataDirectory: 'data',
        enableRegistration: false,
        registrationRequiresToken: false,
        registrationSharedSecret: undefined,
        passwordConfig: { enabled: true, localdbEnabled: true },
        maxUploadSize: 50 * 1024 ** 2,
        mediaUploadLimits: [],
        thumbnailSizes: [
          { width: 32, height: 32, method: 'crop' },
          { width: 96, height: 96, method: 'crop' },
          { width: 320, height: 240, method: 'scale' },
          { width: 640, height: 480, method: 'scale' },
          { width: 800, height: 600, method: 'scale' },
        ],
        dynamicThumbnails: false,
        maxImagePixels: 32 * 1024 ** 2,
        enableAuthenticatedMedia: true,
        defaultRoomVersion: '12',
        enablePresence: true,
        push: { enabled: true, includeContent: true, groupUnreadCountByRoom: true },
        ipRanges: { blocked: PRIVATE_RANGES, allowed: [] },
        httpProxy: undefined,
        httpsProxy: undefined,
        noProxyHosts: undefined,
        rcInvites: {
          perRoom: { perSecond: 0.3, burstCount: 10 },
          perUser: { perSecond: 0.003, burstCount: 5 },
          perIssuer: { perSecond: 0.3, burstCount: 10 },
        },
        rc3pidValidation: { perSecond: 0.003, burstCount: 5 },
        email: undefined,
        emailAppName: 'Matrix',
        customTemplateDirectory: null,
        enable3pidChanges: true,
        registrationsRequireEmail: false,
        nextLinkDomainWhitelist: undefined,
        ssoClientWhitelist: [],
        mauStatsOnly: false,
        backgroundUpdates: {
          updateDurationMs: 100,
          sleepEnabled: true,
          sleepDurationMs: 1000,
          minBatchSize: 1,
          defaultBatchSize: 100,
        },
      },
    });
  });

  test('`parseHomeserverSettings()` reads every setting', () => {
    const parsed = parseHomeserverSettings({
      server_name: 'matrix.example.org:8448',
      public_baseurl: 'https://matrix.example.org',
      bind_address: '::1',
      port: 0,
      x_forwarded: true,
      data_directory: ':memory:',
      enable_registration: true,
      registration_requires_token: true,
      registration_shared_secret: 'secret',
      password_config: { enabled: false, localdb_enabled: false },
      max_upload_size: '10M',
      media_upload_limits: [
        { time_period: '1h', max_size: '100M' },
        { time_period: '1w', max_size: '500M', info_uri: 'https://example.org', can_upgrade: true },
      ],
      thumbnail_sizes: [{ width: 64, height: 48, method: 'scale' }],
      dynamic_thumbnails: true,
      max_image_pixels: '1M',
      enable_authenticated_media: false,
      default_room_version: 11,
      presence: { enabled: false },
      push: { enabled: false, include_content: false, group_unread_count_by_room: false },
      ip_range_blacklist: ['10.0.0.0/8', 'fc00::/7'],
      ip_range_whitelist: ['10.1.2.3'],
      http_proxy: 'proxy:8080',
      https_proxy: 'https://user:pw@proxy.example.org',
      no_proxy_hosts: ['example.org'],
      rc_invites: { per_room: { per_second: 5 }, per_user: { burst_count: 100 } },
      rc_3pid_validation: { per_second: 1 },
      templates: { custom_template_directory: tmpdir() },
      enable_3pid_changes: false,
      next_link_domain_whitelist: ['example.org'],
      sso: { client_whitelist: ['https://app.example.org/'] },
      mau_stats_only: true,
      background_updates: {
        background_update_duration_ms: 50,
        sleep_enabled: false,
        sleep_duration_ms: 10,
        min_batch_size: 2,
        default_batch_size: 20,
      },
    });
    expect(parsed).toEqual({
      ok: true,
      value: {
        serverName: 'matrix.example.org:8448',
        publicBaseurl: 'https://matrix.example.org/',
        bindAddress: '::1',
        port: 0,
        xForwarded: true,
        dataDirectory: ':memory:',
        enableRegistration: true,
        registrationRequiresToken: true,
        registrationSharedSecret: 'secret',
        passwordConfig: { enabled: false, localdbEnabled: false },
        maxUploadSize: 10 * 1024 ** 2,
        mediaUploadLimits: [
          {
            timePeriodMs: 7 * 24 * 3600_000,
            maxBytes: 500 * 1024 ** 2,
            infoUri: 'https://example.org',
            canUpgrade: true,
          },
          { timePeriodMs: 3600_000, maxBytes: 100 * 1024 ** 2, canUpgrade: false },
        ],
        thumbnailSizes: [{ width: 64, height: 48, method: 'scale' }],
        dynamicThumbnails: true,
        maxImagePixels: 1024 ** 2,
        enableAuthenticatedMedia: false,
        defaultRoomVersion: '11',
        enablePresence: false,
        push: { enabled: false, includeContent: false, groupUnreadCountByRoom: false },
        ipRanges: { blocked: ['10.0.0.0/8', 'fc00::/7'], allowed: ['10.1.2.3'] },
        httpProxy: 'proxy:8080',
        httpsProxy: 'https://user:pw@proxy.example.org',
        noProxyHosts: ['example.org'],
        rcInvites: {
          perRoom: { perSecond: 5, burstCount: 10 },
          perUser: { perSecond: 0.003, burstCount: 100 },
          perIssuer: { perSecond: 0.3, burstCount: 10 },
        },
        rc3pidValidation: { perSecond: 1, burstCount: 5 },
        email: undefined,
        emailAppName: 'Matrix',
        customTemplateDirectory: tmpdir(),
        enable3pidChanges: false,
        registrationsRequireEmail: false,
        nextLinkDomainWhitelist: ['example.org'],
        ssoClientWhitelist: ['https://app.example.org/'],
        mauStatsOnly: true,
        backgroundUpdates: {
          updateDurationMs: 50,
          sleepEnabled: false,
          sleepDurationMs: 10,
          minBatchSize: 2,
          defaultBatchSize: 20,
        },
      },
    });
  });

  test('`parseHomeserverSettings()` names every fault and where it stands', () => {
    expect(
      issues({
        server_name: 'not a name',
        public_baseurl: 'matrix.example.org',
        port: 99_999,
        enable_registration: 'yes',
        max_upload_size: '5 apples',
        media_upload_limits: [{ time_period: '1d' }, { time_period: 'soon', max_size: 1, maximum: 2 }],
        default_room_version: '9',
        presence: { enable: true },
        ip_range_blacklist: ['10.0.0.0/33', '10.0.0.0/8'],
        http_proxy: 'socks5://proxy:1080',
        templates: { custom_template_directory: '/nowhere' },
        listeners: [],
      }),
    ).toEqual([
      ['server_name', 'value', 'must be a server name like example.com or localhost:8448'],
      ['public_baseurl', 'value', 'must be an address that begins with http:// or https://'],
      ['port', 'value', 'must be at most 65535'],
      ['enable_registration', 'value', 'must be a boolean'],
      ['max_upload_size', 'value', 'must be a size like 512K, 10M, 2G or 1T, or a number of bytes'],
      [
        'media_upload_limits.0.max_size',
        'value',
        'is missing, must be a size like 512K, 10M, 2G or 1T, or a number of bytes',
      ],
      [
        'media_upload_limits.1.time_period',
        'value',
        'must be a duration like 30s, 5m, 2h, 7d, 4w or 1y, or a number of milliseconds',
      ],
      ['media_upload_limits.1.maximum', 'key', 'is not a known key'],
      ['default_room_version', 'value', 'must be one of "10", "11", "12"'],
      ['presence.enable', 'key', 'is not a known key'],
      ['ip_range_blacklist.0', 'value', 'must be an IP address, or a range of them like 10.0.0.0/8'],
      ['http_proxy', 'value', 'must be an address of a proxy like http://proxy.example.com:8080'],
      ['templates.custom_template_directory', 'value', 'must name a folder that is there, not /nowhere'],
      ['listeners', 'key', 'is not a known key'],
    ]);
    expect(issues({})).toEqual([['server_name', 'value', 'is missing, must be a string']]);
  });

  test('`parseHomeserverSettings()` names the known keys beside an unknown one', () => {
    const parsed = parseHomeserverSettings({
      server_name: 'x',
      media_upload_limits: [{ time_period: 1, max_size: 1, max: 1 }],
    });
    expect(parsed).toEqual({
      ok: false,
      issues: [
        {
          path: ['media_upload_limits', 0, 'max'],
          at: 'key',
          message: 'is not a known key',
          knownKeys: ['time_period', 'max_size', 'info_uri', 'can_upgrade'],
        },
      ],
    });
  });

  test('`parseHomeserverSettings()` reads the shared secret from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bouton-test-'));
    try {
      const path = join(folder, 'secret');
      const raw = { server_name: 'x', registration_shared_secret_path: path };
      expect(issues(raw)).toEqual([
        [
          'registration_shared_secret_path',
          'value',
          expect.stringMatching(/^must name a file that can be read: ENOENT/),
        ],
      ]);
      writeFileSync(path, '\n');
      expect(issues(raw)).toEqual([
        ['registration_shared_secret_path', 'value', 'must name a file with a secret, but the file is empty'],
      ]);
      writeFileSync(path, 'from a file\n');
      expect(parseHomeserverSettings(raw)).toMatchObject({
        ok: true,
        value: { registrationSharedSecret: 'from a file' },
      });
      expect(issues({ ...raw, registration_shared_secret: 'x' })).toEqual([
        ['registration_shared_secret_path', 'key', 'cannot stand beside registration_shared_secret'],
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
