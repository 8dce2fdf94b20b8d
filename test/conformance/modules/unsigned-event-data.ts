import { Module, UnsignedEventData, type JsonObject, type RoomEvent } from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

/** The callback that adds to the unsigned data of events. */
@Module({ config: RecordingConfig })
export class UnsignedEventDataModule extends RecordingModule {
  @UnsignedEventData
  addFieldToUnsignedCallback(event: RoomEvent): Promise<JsonObject> {
    return this.play<JsonObject>('add_field_to_unsigned_callback', event.sender, [event], {});
  }
}
