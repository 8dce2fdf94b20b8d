import type { SpamCheckerCallbacks } from '../callbacks/spam-checker.ts';
import type { CallbackDecorator } from './callback-decorator.ts';
import { createCallbackDecorator } from './create-callback-decorator.ts';

/**
 * Declares that a method is a spam checker callback: it refuses what users and other servers do.
 *
 * @example
 * ```ts
 * @SpamChecker
 * userMayInvite(inviter: UserId): SpamVerdict {
 *   return this.config.deny.includes(inviter) ? Codes.FORBIDDEN : NOT_SPAM;
 * }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/spam_checker_callbacks.html
 */
export const SpamChecker: CallbackDecorator<SpamCheckerCallbacks, 'spam_checker'> = createCallbackDecorator(
  'SpamChecker',
  'spam_checker',
);
