import type { UserId } from '@bouton/sdk';
import { IsUserId } from '@bouton/sdk/config';

/** The configuration of {@linkcode DemoModule}. */
export class DemoConfig {
  /** Users who may not create rooms. */
  @IsUserId({ each: true })
  deny: UserId[] = ['@evilguy:example.com'];
}
