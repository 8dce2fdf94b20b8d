import { AccountData, Module, type JsonObject, type RoomId, type UserId } from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

/** The account data callback. */
@Module({ config: RecordingConfig })
export class AccountDataModule extends RecordingModule {
  @AccountData
  onAccountDataUpdated(user: UserId, room: RoomId | null, type: string, content: JsonObject): Promise<void> {
    return this.play('on_account_data_updated', user, [user, room, type, content], undefined);
  }
}
