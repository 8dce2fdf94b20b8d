import { accountDataCases } from './cases/account-data.ts';
import { accountValidityCases } from './cases/account-validity.ts';
import { backgroundUpdateCases } from './cases/background-updates.ts';
import { deadlineCases } from './cases/deadlines.ts';
import { federationCases } from './cases/federation.ts';
import { mediaRepositoryCases } from './cases/media-repository.ts';
import { memberCases } from './cases/members.ts';
import { operationCases } from './cases/operations.ts';
import { passwordAuthProviderCases } from './cases/password-auth-provider.ts';
import { presenceRouterCases } from './cases/presence-router.ts';
import { ratelimitCases } from './cases/ratelimit.ts';
import { registrationCases } from './cases/registration.ts';
import { spamCheckerCases } from './cases/spam-checker.ts';
import { thirdPartyRulesCases } from './cases/third-party-rules.ts';
import { unsignedEventDataCases } from './cases/unsigned-event-data.ts';
import { webResourceCases } from './cases/web-resources.ts';
import type { ConformanceCase } from './conformance-case.ts';

/** Every case. */
export const CASES: readonly ConformanceCase[] = [
  ...spamCheckerCases,
  ...accountValidityCases,
  ...thirdPartyRulesCases,
  ...presenceRouterCases,
  ...passwordAuthProviderCases,
  ...backgroundUpdateCases,
  ...accountDataCases,
  ...mediaRepositoryCases,
  ...ratelimitCases,
  ...unsignedEventDataCases,
  ...operationCases,
  ...registrationCases,
  ...webResourceCases,
  ...memberCases,
  ...deadlineCases,
  ...federationCases,
];
