import { IsBoolean, IsOptional, IsString } from '@bouton/sdk/config';

/** The configuration of `AutoAcceptInvite`. */
export class AutoAcceptInviteConfig {
  /** Accept only invites to direct messages. */
  @IsBoolean()
  accept_invites_only_for_direct_messages: boolean = false;

  /** Accept only invites from users of this homeserver. */
  @IsBoolean()
  accept_invites_only_from_local_users: boolean = false;

  /** The worker that accepts; absent: the main process. */
  @IsOptional()
  @IsString()
  worker_to_run_on?: string;
}
