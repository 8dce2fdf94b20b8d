import type { ConformanceCase } from '../conformance-case.ts';
import { federationDeadlineCases } from './federation/deadlines.ts';
import { deliveryCases } from './federation/deliveries.ts';
import { droppedEventCases } from './federation/dropped-events.ts';
import { inviteCases } from './federation/invites.ts';
import { membershipCases } from './federation/memberships.ts';
import { newEventCases } from './federation/new-events.ts';
import { spamCases } from './federation/spam.ts';

/** The cases in which another homeserver takes part. */
export const federationCases: readonly ConformanceCase[] = [
  ...inviteCases,
  ...droppedEventCases,
  ...spamCases,
  ...membershipCases,
  ...newEventCases,
  ...deliveryCases,
  ...federationDeadlineCases,
];
