import type { JsonObject } from '@bouton/sdk';
import { MatrixError } from '@bouton/testing';

/** What a client was answered with instead of what it wanted. */
export interface RefusedRequest {
  readonly status: number;
  /** The whole body. */
  readonly body: JsonObject;
}

/** What a client sees when a module fails. */
export const INTERNAL_ERROR: RefusedRequest = {
  status: 500,
  body: { errcode: 'M_UNKNOWN', error: 'Internal server error' },
};

/** What became of an action: the homeserver refused it, or it did not. */
export async function outcomeOf(action: Promise<unknown>): Promise<RefusedRequest | 'allowed'> {
  try {
    await action;
    return 'allowed';
  } catch (error) {
    if (!(error instanceof MatrixError)) throw error;
    return { status: error.status, body: error.body };
  }
}
