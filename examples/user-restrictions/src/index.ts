export { RestrictionRule, UserRestrictionsConfig, type Permission } from './user-restrictions-config.ts';
export { UserRestrictions } from './user-restrictions.ts';
