import type { ConformanceCase } from '../conformance-case.ts';
import { accountDataMemberCases } from './members/account-data.ts';
import { authenticationMemberCases } from './members/authentication.ts';
import { databaseMemberCases } from './members/database.ts';
import { homeserverMemberCases } from './members/homeserver.ts';
import { httpClientMemberCases } from './members/http-client.ts';
import { listingCases } from './members/listings.ts';
import { mailMemberCases } from './members/mail.ts';
import { mediaAndLimitCases } from './members/media-and-limits.ts';
import { presenceAndPushMemberCases } from './members/presence-and-push.ts';
import { refusalCases } from './members/refusals.ts';
import { registrationMemberCases } from './members/registrations.ts';
import { registrationTokenCases } from './members/registration-tokens.ts';
import { roomOperationCases } from './members/room-operations.ts';
import { roomRuleCases } from './members/room-rules.ts';
import { roomMemberCases } from './members/rooms.ts';
import { schedulingMemberCases } from './members/scheduling.ts';
import { taskMemberCases } from './members/tasks.ts';
import { userOperationCases } from './members/user-operations.ts';
import { userMemberCases } from './members/users.ts';

/** What modules can do by way of their ModuleApi. */
export const memberCases: readonly ConformanceCase[] = [
  ...homeserverMemberCases,
  ...registrationMemberCases,
  ...userMemberCases,
  ...authenticationMemberCases,
  ...accountDataMemberCases,
  ...roomMemberCases,
  ...roomRuleCases,
  ...userOperationCases,
  ...roomOperationCases,
  ...listingCases,
  ...registrationTokenCases,
  ...mediaAndLimitCases,
  ...presenceAndPushMemberCases,
  ...schedulingMemberCases,
  ...databaseMemberCases,
  ...taskMemberCases,
  ...httpClientMemberCases,
  ...mailMemberCases,
  ...refusalCases,
];
