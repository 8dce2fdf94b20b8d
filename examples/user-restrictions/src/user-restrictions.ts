import { Codes, Module, NOT_SPAM, SpamChecker, type SpamVerdict, type UserId } from '@bouton/sdk';
import { compileMatch, UserRestrictionsConfig, type Permission } from './user-restrictions-config.ts';

interface CompiledRule {
  readonly match: RegExp;
  readonly allow: ReadonlySet<Permission>;
  readonly deny: ReadonlySet<Permission>;
}

interface CompiledConfig {
  readonly rules: readonly CompiledRule[];
  readonly denied: ReadonlySet<Permission>;
}

/** Allows and denies invites and new rooms by regular expressions on user IDs; the first rule that decides wins. */
@Module({ config: UserRestrictionsConfig })
export class UserRestrictions {
  constructor(private readonly config: CompiledConfig) {}

  /** Compiles the expressions once, and reports one that is not valid at its place. */
  static parseConfig(config: UserRestrictionsConfig): CompiledConfig {
    const rules = config.rules.map((rule, index) => ({
      match: compileMatch(rule.match, index),
      allow: new Set(rule.allow),
      deny: new Set(rule.deny),
    }));
    return { rules, denied: new Set(config.default_deny).difference(new Set(config.default_allow)) };
  }

  @SpamChecker
  userMayInvite(inviter: UserId): SpamVerdict {
    return this.#verdict(inviter, 'invite');
  }

  @SpamChecker
  userMayCreateRoom(user: UserId): SpamVerdict {
    return this.#verdict(user, 'create_room');
  }

  #verdict(user: UserId, permission: Permission): SpamVerdict {
    for (const { match, allow, deny } of this.config.rules) {
      if (!match.test(user)) continue;
      if (allow.has(permission)) return NOT_SPAM;
      if (deny.has(permission)) return Codes.FORBIDDEN;
    }
    return this.config.denied.has(permission) ? Codes.FORBIDDEN : NOT_SPAM;
  }
}
