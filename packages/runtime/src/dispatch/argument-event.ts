import { eventParameterOf, type CallbackContract } from '@bouton/contract';
import type { RoomEvent } from '@bouton/sdk';

/** Finds the event among a callback's arguments. @throws {TypeError} Where the callback receives no event. */
export function argumentEvent(row: CallbackContract): (args: readonly unknown[]) => RoomEvent {
  const index = eventParameterOf(row);
  if (index === undefined) throw new TypeError(`${row.name} receives no event`);
  // The types of `Callbacks` hold the host to the parameters of the contract.
  return (args) => args[index] as RoomEvent;
}
