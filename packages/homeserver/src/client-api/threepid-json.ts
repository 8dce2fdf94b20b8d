import type { JsonObject, Threepid } from '@bouton/sdk';

/** An email address or telephone number of a user, as clients and administrators read it. */
export function threepidToJson({ medium, address, validatedAt, addedAt }: Threepid): JsonObject {
  return { medium, address, validated_at: validatedAt, added_at: addedAt };
}
