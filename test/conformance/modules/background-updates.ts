import { BackgroundUpdateController, Module } from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

/** Every background update controller callback. */
@Module({ config: RecordingConfig })
export class BackgroundUpdateModule extends RecordingModule {
  @BackgroundUpdateController
  async *onUpdate(updateName: string, databaseName: string, oneShot: boolean): AsyncGenerator<number, void, void> {
    await this.play('on_update', updateName, [updateName, databaseName, oneShot], undefined);
    try {
      yield 1000;
      await this.play('batch_done', updateName, [updateName], undefined);
    } catch (error) {
      await this.play('batch_failed', updateName, [updateName], undefined);
      throw error;
    }
  }

  @BackgroundUpdateController
  defaultBatchSize(updateName: string, databaseName: string): Promise<number> {
    return this.play('default_batch_size', updateName, [updateName, databaseName], 100);
  }

  @BackgroundUpdateController
  minBatchSize(updateName: string, databaseName: string): Promise<number> {
    return this.play('min_batch_size', updateName, [updateName, databaseName], 1);
  }
}
