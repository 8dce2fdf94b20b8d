import type { CallbackContract } from '@bouton/contract';
import type { EventFilter } from '@bouton/sdk';
import type { Registration } from '../registry/registration.ts';
import { argumentEvent } from './argument-event.ts';
import type { OrderedCallback } from './asked-module.ts';
import { copyArguments } from './copy-arguments.ts';
import { compileEventFilter } from './event-filter.ts';

/** Makes the registrations of one callback ready to be asked: with their filters, and with copies of arguments. */
export function orderRegistrations(
  row: CallbackContract,
  registrations: readonly Registration[],
  serverName: string,
): readonly OrderedCallback[] {
  return registrations.map(({ module, call, when }) => ({
    module,
    call: copyArguments(row, call),
    wants: when && wants(row, when, serverName),
  }));
}

function wants(row: CallbackContract, when: EventFilter, serverName: string): (args: readonly unknown[]) => boolean {
  const eventOf = argumentEvent(row);
  const matches = compileEventFilter(when, serverName);
  return (args) => matches(eventOf(args));
}
