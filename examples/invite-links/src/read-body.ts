import { Codes, SynapseError } from '@bouton/sdk';

/** The JSON object that a request brings. @throws {SynapseError} 400 where it brings something else. */
export async function readBody(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await request.json().catch(() => {
    throw new SynapseError(400, 'Content not JSON.', Codes.NOT_JSON);
  });
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new SynapseError(400, 'Content must be a JSON object.', Codes.BAD_JSON);
  }
  return body as Record<string, unknown>;
}
