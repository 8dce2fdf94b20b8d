import { ConfigError } from '@bouton/sdk';
import { ArrayUnique, IsArray, IsIn, IsString, Type, ValidateNested } from '@bouton/sdk/config';

const PERMISSIONS = ['invite', 'create_room'] as const;

/** What a user may be allowed to do: invite somebody, or create a room. */
export type Permission = (typeof PERMISSIONS)[number];

/** What the users whose ID matches an expression may do, and what not. */
export class RestrictionRule {
  /** A regular expression that must match the whole user ID. */
  @IsString()
  match!: string;

  @IsIn(PERMISSIONS, { each: true })
  @ArrayUnique()
  allow: Permission[] = [];

  @IsIn(PERMISSIONS, { each: true })
  @ArrayUnique()
  deny: Permission[] = [];
}

/** The configuration of `UserRestrictions`. */
export class UserRestrictionsConfig {
  /** Asked in order; the first that matches the user and names the permission decides. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => RestrictionRule)
  rules!: RestrictionRule[];

  /** Permissions that are allowed if no rule decides; they win over `default_deny`. */
  @IsIn(PERMISSIONS, { each: true })
  default_allow: Permission[] = [];

  /** Permissions that are denied if no rule decides. */
  @IsIn(PERMISSIONS, { each: true })
  default_deny: Permission[] = [];
}

/** Compiles the expression of a rule so that it must match the whole user ID. Throws a `ConfigError` with its place. */
export function compileMatch(match: string, index: number): RegExp {
  try {
    return new RegExp(`^(?:${match})$`, 'u');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`must be a regular expression: ${reason}`, ['rules', index, 'match']);
  }
}
