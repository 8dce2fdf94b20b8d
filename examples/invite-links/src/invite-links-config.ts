import { Duration, IsInt, Min } from '@bouton/sdk/config';

/** The configuration of `InviteLinks`. */
export class InviteLinksConfig {
  /** How long a link can be used after it is made. */
  @Duration()
  lifetime: number = 7 * 24 * 60 * 60 * 1000;

  /** How often one link can be used at most. */
  @IsInt()
  @Min(1)
  max_uses: number = 10;
}
