import type { ConformanceCase } from '../conformance-case.ts';
import { expiryCases } from './account-validity/expiry.ts';
import { legacyCases } from './account-validity/legacy.ts';
import { registrationCases } from './account-validity/registrations.ts';

/** The cases about account validity. */
export const accountValidityCases: readonly ConformanceCase[] = [...expiryCases, ...registrationCases, ...legacyCases];
