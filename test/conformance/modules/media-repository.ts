import { MediaRepository, Module, type JsonObject, type MediaUploadLimit, type UserId } from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

type Limits = readonly MediaUploadLimit[] | null;

/** Every media repository callback. */
@Module({ config: RecordingConfig })
export class MediaRepositoryModule extends RecordingModule {
  @MediaRepository
  getMediaConfigForUser(user: UserId): Promise<JsonObject | null> {
    return this.play<JsonObject | null>('get_media_config_for_user', user, [user], null);
  }

  @MediaRepository
  isUserAllowedToUploadMediaOfSize(user: UserId, size: number): Promise<boolean> {
    return this.play('is_user_allowed_to_upload_media_of_size', user, [user, size], true);
  }

  @MediaRepository
  getMediaUploadLimitsForUser(user: UserId): Promise<Limits> {
    return this.play<Limits>('get_media_upload_limits_for_user', user, [user], null);
  }

  @MediaRepository
  onMediaUploadLimitExceeded(user: UserId, limit: MediaUploadLimit, sent: number, attempted: number): Promise<void> {
    return this.play('on_media_upload_limit_exceeded', user, [user, limit, sent, attempted], undefined);
  }
}
