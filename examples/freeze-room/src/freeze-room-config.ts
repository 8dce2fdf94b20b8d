import { IsBoolean, IsServerName } from '@bouton/sdk/config';

/** The configuration of `FreezeRoom`. */
export class FreezeRoomConfig {
  /** Servers whose users may not unfreeze rooms. */
  @IsServerName({ each: true })
  unfreeze_blacklist: string[] = [];

  /** Promote the most powerful members left to administrators rather than freeze, if there are any. */
  @IsBoolean()
  promote_moderators: boolean = false;
}
