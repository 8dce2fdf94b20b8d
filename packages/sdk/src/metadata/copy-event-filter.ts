import { BoutonError } from '../errors/bouton-error.ts';
import type { EventFilter } from '../types/event-filter.ts';

type Check = readonly [isValid: (value: unknown) => boolean, wanted: string];

const isListOfStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const CONDITIONS: Readonly<Record<keyof EventFilter, Check>> = {
  type: [isListOfStrings, 'a list of event types'],
  sender: [(value) => value === 'local' || value === 'remote', '"local" or "remote"'],
  state: [(value) => typeof value === 'boolean', 'true or false'],
  membership: [isListOfStrings, 'a list of memberships'],
};

/**
 * A frozen copy of a filter.
 *
 * @param decorator Where the filter stands, for messages.
 * @throws {BoutonError} `BOUTON_DECORATOR_ARGUMENT` if it has unknown conditions or values: it would let pass what
 * its author wanted to keep out.
 */
export function copyEventFilter(decorator: string, filter: EventFilter): EventFilter {
  const copy = Object.entries(filter).map(([name, value]: [string, unknown]) => {
    const condition = Object.entries(CONDITIONS).find(([known]) => known === name)?.[1];
    if (condition === undefined) {
      throw refusal(
        decorator,
        `has no condition ${JSON.stringify(name)}; there are ${Object.keys(CONDITIONS).join(', ')}`,
      );
    }
    const [isValid, wanted] = condition;
    if (!isValid(value)) throw refusal(decorator, `wants ${wanted} as ${name}, and has ${JSON.stringify(value)}`);
    return [name, Array.isArray(value) ? Object.freeze([...(value as unknown[])]) : value];
  });
  return Object.freeze(Object.fromEntries(copy) as EventFilter);
}

function refusal(decorator: string, fault: string): BoutonError {
  return new BoutonError('BOUTON_DECORATOR_ARGUMENT', `${decorator}: the filter ${fault}`);
}
