import type { Callbacks, Clock } from '@bouton/runtime';
import type { Logger } from '@bouton/sdk';
import type { Notifier } from './notifier.ts';
import type { HomeserverSettings } from './settings.ts';
import type { Database } from './storage/database.ts';
import type { StreamSequence } from './storage/stream-sequence.ts';

/** What every part of the homeserver stands on. */
export interface HomeserverContext {
  readonly settings: HomeserverSettings;
  readonly serverName: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly database: Database;
  readonly stream: StreamSequence;
  readonly notifier: Notifier;
  /** The modules. Nobody answers until they are constructed. */
  readonly callbacks: Callbacks;
}
