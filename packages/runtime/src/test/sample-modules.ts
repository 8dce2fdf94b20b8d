const guard = `
  import { Codes, Module, NOT_SPAM, SpamChecker, WebResource, type ModuleApi, type SpamVerdict, type UserId } from '@bouton/sdk';
  import { IsUserId } from '@bouton/sdk/config';

  export class GuardConfig {
    @IsUserId({ each: true })
    deny: UserId[] = ['@evilguy:example.com'];
  }

  @Module({ config: GuardConfig })
  export class Guard {
    constructor(private readonly config: GuardConfig, readonly api: ModuleApi) {}

    @SpamChecker
    userMayCreateRoom(user: UserId): SpamVerdict {
      return this.config.deny.includes(user) ? Codes.FORBIDDEN : NOT_SPAM;
    }

    @WebResource('/_synapse/client/guard')
    show(): object {
      return { deny: this.config.deny };
    }
  }
`;

const quiet = `
  import { ConfigError, Module } from '@bouton/sdk';

  @Module()
  export default class QuietHours {
    static parseConfig({ from, to }) {
      if (from === to) throw new ConfigError('must differ from "from"', ['to']);
      return { from, to };
    }
  }
  export class NotAModule {}
`;

/** Modules in files and in an installed package, and one that cannot be imported, by file name. */
export const sampleModules: Readonly<Record<string, string>> = {
  'modules/quiet-hours.js': quiet,
  'node_modules/@acme/rooms/package.json':
    '{"name": "@acme/rooms", "type": "module", "exports": {"import": "./index.js"}}',
  'node_modules/@acme/rooms/index.js': 'export { Guard } from "linked-rooms";',
  'linked/guard.ts': guard,
  'linked/package.json': '{"name": "linked-rooms", "type": "module", "exports": "./guard.ts"}',
};
