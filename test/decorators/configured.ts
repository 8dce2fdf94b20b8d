// A module whose config has every decorator that the SDK adds to those of class-validator.
import { Codes, Module, NOT_SPAM, SpamChecker, type RoomId, type SpamVerdict, type UserId } from '@bouton/sdk';
import {
  ByteSize,
  Duration,
  IsHttpUrl,
  IsRoomAlias,
  IsRoomId,
  IsServerName,
  IsUserId,
  Secret,
} from '@bouton/sdk/config';

export class Config {
  @IsUserId({ each: true })
  deny: UserId[] = ['@evilguy:example.com'];

  @Duration()
  every = 5000;

  @ByteSize()
  size = 1024;

  @IsRoomId()
  lobby: RoomId = '!lobby:example.com';

  @IsRoomAlias()
  alias = '#lobby:example.com';

  @IsHttpUrl()
  url = 'http://sydent:8090';

  @IsServerName()
  server = 'example.com';

  @Secret()
  @IsServerName()
  secret = 'example.org';
}

@Module({ config: Config })
export class Guard {
  constructor(private readonly config: Config) {}

  @SpamChecker
  userMayCreateRoom(user: UserId): SpamVerdict {
    return this.config.deny.includes(user) ? Codes.FORBIDDEN : NOT_SPAM;
  }
}
