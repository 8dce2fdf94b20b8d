import type { Codes } from './codes.ts';
import type { JsonObjectLike } from './json.ts';

/** What a spam-checker callback returns to allow. */
export const NOT_SPAM: 'NOT_SPAM' = 'NOT_SPAM';

/**
 * What a spam-checker callback returns: {@linkcode NOT_SPAM} to allow; to refuse, an error code, alone or with fields
 * that are added to the body of the error.
 */
export type SpamVerdict = typeof NOT_SPAM | Codes | readonly [code: Codes, additionalFields: JsonObjectLike];
