import type { ConformanceCase } from '../conformance-case.ts';
import { addressCases } from './password-auth-provider/addresses.ts';
import { loginCases } from './password-auth-provider/logins.ts';
import { reauthenticationCases } from './password-auth-provider/reauthentication.ts';
import { sessionCases } from './password-auth-provider/sessions.ts';

/** The cases about password auth providers. */
export const passwordAuthProviderCases: readonly ConformanceCase[] = [
  ...loginCases,
  ...reauthenticationCases,
  ...addressCases,
  ...sessionCases,
];
