import type { ConformanceCase } from '../conformance-case.ts';
import { accountCases } from './third-party-rules/accounts.ts';
import { eventAnswerCases } from './third-party-rules/event-answers.ts';
import { eventCases } from './third-party-rules/events.ts';
import { newEventCases } from './third-party-rules/new-events.ts';
import { roomCases } from './third-party-rules/rooms.ts';
import { vetoCases } from './third-party-rules/vetoes.ts';

/** The cases about third-party rules. */
export const thirdPartyRulesCases: readonly ConformanceCase[] = [
  ...eventAnswerCases,
  ...eventCases,
  ...newEventCases,
  ...roomCases,
  ...vetoCases,
  ...accountCases,
];
