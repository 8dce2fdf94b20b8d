import type { JsonObject } from '@bouton/sdk';

/** A piece of a background update, worked out and to be written. */
export interface UpdateBatch {
  /** How many items it changes. */
  readonly items: number;
  /** Changes them; within `database.write`. */
  readonly write: () => void;
  /** Where the next batch goes on; undefined: this was the last. */
  readonly progress: JsonObject | undefined;
}

/** A change of the database that is made piece by piece while the homeserver works. */
export interface BackgroundUpdate {
  /** Whether all is done in one batch, which takes as long as it takes. */
  readonly isOneShot: boolean;
  /** Works out the next piece: about so many items, from where the last one ended. `{}` is the beginning. */
  next(progress: Readonly<JsonObject>, batchSize: number): Promise<UpdateBatch>;
}
