import type { JsonObject, Threepid } from '@bouton/sdk';
import { z } from 'zod';

/** An email address or telephone number of a user, as clients and administrators read it. */
export function threepidToJson({ medium, address, validatedAt, addedAt }: Threepid): JsonObject {
  return { medium, address, validated_at: validatedAt, added_at: addedAt };
}

/**
 * What a client is told about identity servers that know an address: this homeserver does not speak to them, so what they know
 * they go on knowing. https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3account3pidunbind
 */
export function unbindResult(identityServers: readonly string[]): 'success' | 'no-support' {
  return identityServers.length === 0 ? 'success' : 'no-support';
}

/**
 * What a client makes up, to show later that it is the same.
 * https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3registeremailrequesttoken
 */
export const clientSecret: z.ZodString = z
  .string()
  .regex(/^[0-9a-zA-Z.=_-]{1,255}$/, 'must be 1 to 255 letters, digits and . = _ -');
