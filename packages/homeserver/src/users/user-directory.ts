import type { UserId, UserProfile } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';

/** What a search of the user directory has found. */
export interface DirectoryResults {
  readonly results: readonly UserProfile[];
  /** Whether there are more. */
  readonly limited: boolean;
}

/**
 * Searches users by name: those who share a room with the searcher, and those in public rooms.
 * https://spec.matrix.org/v1.16/client-server-api/#user-directory
 */
export class UserDirectory {
  readonly #context: HomeserverContext;

  constructor(context: HomeserverContext) {
    this.#context = context;
  }

  /** Users whose localpart or display name contains the text, regardless of case; the best fits first. */
  async search(searcher: UserId, text: string, limit: number): Promise<DirectoryResults> {
    const term = text.trim().toLowerCase();
    if (term === '') return { results: [], limited: false };
    const found = this.#context.database.all<UserProfile>(
      `SELECT user_id, displayname AS display_name, avatar_url FROM profiles JOIN users USING (user_id)
       WHERE user_id <> ?1 AND NOT is_deactivated
         AND (instr(lower(user_id), ?2) BETWEEN 1 AND instr(user_id, ':') - 1 OR instr(lower(displayname), ?2) > 0)
         AND EXISTS (
           SELECT 1 FROM memberships AS theirs
           WHERE theirs.user_id = profiles.user_id AND theirs.membership = 'join' AND (
             EXISTS (
               SELECT 1 FROM memberships AS mine
               WHERE mine.room_id = theirs.room_id AND mine.user_id = ?1 AND mine.membership = 'join')
             OR EXISTS (
               SELECT 1 FROM current_state JOIN events USING (stream)
               WHERE current_state.room_id = theirs.room_id AND current_state.state_key = '' AND (
                 current_state.type = 'm.room.join_rules' AND pdu ->> '$.content.join_rule' = 'public'
                 OR current_state.type = 'm.room.history_visibility'
                   AND pdu ->> '$.content.history_visibility' = 'world_readable'))))
       ORDER BY lower(displayname) = ?2 OR substr(user_id, 2, instr(user_id, ':') - 2) = ?2 DESC,
         instr(lower(displayname), ?2) = 1 OR instr(user_id, ?2) = 2 DESC, user_id
       LIMIT ?3`,
      searcher,
      term,
      limit + 1,
    );
    const results: UserProfile[] = [];
    for (const profile of found.slice(0, limit)) {
      const spam = await this.#context.callbacks.spamChecker.checkUsernameForSpam({ ...profile }, searcher);
      if (!spam) results.push(profile);
    }
    return { results, limited: found.length > limit };
  }
}
