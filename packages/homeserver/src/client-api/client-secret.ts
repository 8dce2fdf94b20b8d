import { z } from 'zod';

/**
 * What a client makes up, to show later that it is the same.
 * https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3registeremailrequesttoken
 */
export const clientSecret: z.ZodString = z
  .string()
  .regex(/^[0-9a-zA-Z.=_-]{1,255}$/, 'must be 1 to 255 letters, digits and . = _ -');
