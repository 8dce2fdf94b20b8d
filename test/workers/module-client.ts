import { requestJson } from '../../packages/synapse/src/test/synapse-user.ts';

/** Asks a web resource of the modules in `modules/` for JSON, with JSON, in one Synapse process or through nginx. */
export async function askModule(url: string, resource: string, body: unknown = null): Promise<unknown> {
  const asked = { method: 'POST', body: JSON.stringify(body) };
  const { status, body: answer } = await requestJson(`${url}/_synapse/client/${resource}`, asked);
  if (status !== 200) throw new Error(`${resource} answers ${status}: ${JSON.stringify(answer)}`);
  return answer;
}

/**
 * What a member of the ModuleApi answers in one Synapse process: `callMember(url, 'createRoom', userId)`. Undefined where it
 * answers nothing; what it throws is an answer too: `RangeError: …`.
 */
export async function callMember(url: string, member: string, ...args: readonly unknown[]): Promise<unknown> {
  const answer = await askModule(url, 'caller', { path: member.split('.'), args });
  const { answer: value, thrown } = answer as { answer?: unknown; thrown?: string };
  return thrown ?? value;
}
