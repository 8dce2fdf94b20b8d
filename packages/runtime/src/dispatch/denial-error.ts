import type { CallbackContract, DenialContract } from '@bouton/contract';
import { Codes, SynapseError, type JsonObject } from '@bouton/sdk';

const KNOWN_CODES: ReadonlySet<unknown> = new Set(Object.values(Codes));

/** Whether a value is one of the {@linkcode Codes}. */
export function isErrorCode(value: unknown): value is Codes {
  return KNOWN_CODES.has(value);
}

/** What a client sees when a module refuses the callback. @throws {TypeError} If the contract knows no denial. */
export function denialContract(row: CallbackContract): DenialContract {
  if (row.denial === undefined) throw new TypeError(`The contract gives ${row.name} no denial`);
  return row.denial;
}

/** The error of a denial, with the contract's code, or the module's and its additional fields. */
export function denialError(
  denial: DenialContract,
  errcode: Codes = contractCode(denial),
  additionalFields?: Readonly<JsonObject>,
): SynapseError {
  return new SynapseError(denial.status, denial.error, errcode, additionalFields);
}

function contractCode(denial: DenialContract): Codes {
  if (!isErrorCode(denial.errcode)) throw new TypeError(`The contract names an unknown code, ${denial.errcode}`);
  return denial.errcode;
}
