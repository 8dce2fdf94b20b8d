import { Module, PresenceRouter, type PRESENCE_ALL_USERS, type UserId, type UserPresenceState } from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

type Routes = ReadonlyMap<UserId, ReadonlySet<UserPresenceState>>;
type Interest = ReadonlySet<UserId> | typeof PRESENCE_ALL_USERS;

/** Both presence router callbacks. */
@Module({ config: RecordingConfig })
export class PresenceRouterModule extends RecordingModule {
  @PresenceRouter
  getUsersForStates(states: readonly UserPresenceState[]): Promise<Routes> {
    return this.play<Routes>('get_users_for_states', states[0]?.userId ?? '', [states], new Map(), {
      name: (users) => new Map(users.map((user) => [user, new Set(states)])),
    });
  }

  @PresenceRouter
  getInterestedUsers(user: UserId): Promise<Interest> {
    return this.play<Interest>('get_interested_users', user, [user], new Set(), { name: (users) => new Set(users) });
  }
}
