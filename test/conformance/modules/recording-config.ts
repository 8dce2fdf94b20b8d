import { IsObject, IsString } from '@bouton/sdk/config';
import type { Behaviours } from './behaviour.ts';

/** The configuration of the modules that write down how they are called. */
export class RecordingConfig {
  /** What the trace calls the module. */
  @IsString()
  name = 'module';

  @IsObject()
  behaviours: Behaviours = {};
}
