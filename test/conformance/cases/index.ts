import type { ConformanceCase } from '../conformance-case.ts';
import { accountDataCases } from './account-data.ts';
import { mediaRepositoryCases } from './media-repository.ts';
import { roomOperationCases } from './operations/room-operations.ts';
import { userOperationCases } from './operations/user-operations.ts';
import { deadlineCases } from './deadlines.ts';
import { presenceRouterCases } from './presence-router.ts';
import { registrationCases } from './registration.ts';
import { webResourceCases } from './web-resources.ts';
import { ratelimitCases } from './ratelimit.ts';
import { unsignedEventDataCases } from './unsigned-event-data.ts';
import { accountValidityCases } from './account-validity.ts';
import { addressCases } from './password-auth-provider/addresses.ts';
import { loginCases } from './password-auth-provider/logins.ts';
import { reauthenticationCases } from './password-auth-provider/reauthentication.ts';
import { sessionCases } from './password-auth-provider/sessions.ts';
import { eventCases as spamEventCases } from './spam-checker/events.ts';
import { gateCases } from './spam-checker/gate-cases.ts';
import { mediaCases } from './spam-checker/media.ts';
import { roomCases as spamRoomCases } from './spam-checker/rooms.ts';
import { userCases } from './spam-checker/users.ts';
import { eventAnswerCases } from './third-party-rules/event-answers.ts';
import { eventCases } from './third-party-rules/events.ts';
import { accountCases } from './third-party-rules/accounts.ts';
import { newEventCases } from './third-party-rules/new-events.ts';
import { roomCases } from './third-party-rules/rooms.ts';
import { vetoCases } from './third-party-rules/vetoes.ts';

/** Every case. */
export const CASES: readonly ConformanceCase[] = [
  ...gateCases,
  ...spamEventCases,
  ...spamRoomCases,
  ...userCases,
  ...mediaCases,
  ...vetoCases,
  ...eventAnswerCases,
  ...eventCases,
  ...roomCases,
  ...newEventCases,
  ...accountCases,
  ...accountValidityCases,
  ...loginCases,
  ...reauthenticationCases,
  ...addressCases,
  ...sessionCases,
  ...accountDataCases,
  ...mediaRepositoryCases,
  ...roomOperationCases,
  ...userOperationCases,
  ...registrationCases,
  ...webResourceCases,
  ...presenceRouterCases,
  ...deadlineCases,
  ...ratelimitCases,
  ...unsignedEventDataCases,
];
