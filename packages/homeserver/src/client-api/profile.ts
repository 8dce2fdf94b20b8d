import { Codes, SynapseError, type ProfileInfo } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import { assertUserIdForm } from '../events/identifiers.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Accounts } from '../users/accounts.ts';
import type { ProfileEditor } from '../users-in-rooms/profile-editor.ts';
import { isEmpty, type ProfileField, type Profiles } from '../users/profiles.ts';
import type { UserDirectory } from '../users/user-directory.ts';

const FIELDS = ['displayname', 'avatar_url'] as const;
const fieldBody = {
  displayname: z.object({ displayname: z.string() }),
  avatar_url: z.object({ avatar_url: z.string() }),
};
const searchBody = z.object({ search_term: z.string(), limit: z.int().positive().default(10) });

/** The most users that a search returns. */
const MAX_SEARCH_LIMIT = 50;

/** What {@linkcode profileRoutes} needs. */
export interface ProfileServices {
  readonly accounts: Accounts;
  readonly profiles: Profiles;
  readonly editor: ProfileEditor;
  readonly directory: UserDirectory;
}

/** Profiles and the search for users. https://spec.matrix.org/v1.16/client-server-api/#profiles */
export function profileRoutes(
  requireUser: RequireUser,
  { accounts, profiles, editor, directory }: ProfileServices,
): Router {
  const router = new Hono<RouterEnv>();

  router.get('/_matrix/client/v3/profile/:userId', (c) => {
    const userId = c.req.param('userId');
    assertUserIdForm(userId);
    const profile = profiles.find(userId);
    // As in Synapse, here alone nobody's profile has no code of its own.
    if (profile === undefined) throw new SynapseError(404, 'No row found (profiles)');
    if (isEmpty(profile)) throw notFound();
    return c.json(toJson(profile));
  });

  for (const field of FIELDS) {
    router.get(`/_matrix/client/v3/profile/:userId/${field}`, (c) => {
      const value = toJson(find(profiles, c.req.param('userId')))[field];
      return c.json(value === undefined ? {} : { [field]: value });
    });

    router.put(`/_matrix/client/v3/profile/:userId/${field}`, requireUser(), async (c) => {
      const { requester } = c.var;
      const target = c.req.param('userId');
      assertUserIdForm(target);
      const body = (await readJson(c, fieldBody[field])) as Record<ProfileField, string>;
      const byAdmin = accounts.isAdmin(requester.user);
      await editor.change({ requester, target, field, value: body[field], byAdmin });
      return c.json({});
    });
  }

  router.post('/_matrix/client/v3/user_directory/search', requireUser(), async (c) => {
    const { search_term: term, limit } = await readJson(c, searchBody);
    const { results, limited } = await directory.search(c.var.requester.user, term, Math.min(limit, MAX_SEARCH_LIMIT));
    return c.json({ results, limited });
  });

  return router;
}

function find(profiles: Profiles, userId: string): ProfileInfo {
  assertUserIdForm(userId);
  const profile = profiles.find(userId);
  if (profile === undefined) throw notFound();
  return profile;
}

function notFound(): SynapseError {
  return new SynapseError(404, 'Profile was not found', Codes.NOT_FOUND);
}

function toJson({ displayName, avatarUrl }: ProfileInfo): Partial<Record<ProfileField, string>> {
  return {
    ...(displayName === null ? {} : { displayname: displayName }),
    ...(avatarUrl === null ? {} : { avatar_url: avatarUrl }),
  };
}
