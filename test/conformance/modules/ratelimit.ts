import { Module, Ratelimit, type RatelimitOverride, type UserId } from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

/** The ratelimit callback. */
@Module({ config: RecordingConfig })
export class RatelimitModule extends RecordingModule {
  @Ratelimit
  getRatelimitOverrideForUser(user: UserId, limiter: string): Promise<RatelimitOverride | null> {
    return this.play<RatelimitOverride | null>('get_ratelimit_override_for_user', user, [user, limiter], null);
  }
}
