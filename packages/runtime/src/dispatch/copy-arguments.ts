import type { CallbackContract, ParameterType } from '@bouton/contract';

/** Parameters of which each module gets a copy of its own, so that what it changes there reaches nobody. */
const COPIES: Readonly<Partial<Record<ParameterType, (value: object) => object>>> = {
  json: (value) => structuredClone(value),
  userProfile: (value) => ({ ...value }),
  mediaUploadLimit: (value) => ({ ...value }),
};

type Call = (...args: readonly unknown[]) => unknown;

/** Makes a module's callback get copies of the parameters that the contract calls copies; unchanged if there are none. */
export function copyArguments(row: CallbackContract, call: Call): Call {
  const copies = row.parameters.map(({ type }) => COPIES[type]);
  if (copies.every((copy) => copy === undefined)) return call;
  return (...args) => call(...args.map((value, index) => copyWith(copies[index], value)));
}

function copyWith(copy: ((value: object) => object) | undefined, value: unknown): unknown {
  return copy !== undefined && typeof value === 'object' && value !== null ? copy(value) : value;
}
