import { forbidden } from './forbidden.ts';
import { serverNameOf } from './identifiers.ts';
import type { StateLookup } from './state-lookup.ts';

/**
 * Keeps users of other servers out of a room that its creator closed to them with `m.federate: false`.
 *
 * @throws SynapseError 403 `M_FORBIDDEN`; 400 if the text is not a user ID.
 */
export function assertMayFederate(userId: string, state: StateLookup): void {
  const create = state('m.room.create', '');
  if (create === undefined || serverNameOf(userId) === serverNameOf(create.sender)) return;
  const federate = create.content['m.federate'];
  if (federate !== undefined && federate !== true) throw forbidden('This room has been marked as unfederatable.');
}
