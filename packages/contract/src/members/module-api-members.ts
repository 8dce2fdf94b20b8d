import { toCamelCase, type CamelCase } from '../names.ts';
import { backgroundMembers } from './background-members.ts';
import { homeserverMembers } from './homeserver-members.ts';
import type { MemberOptions, MemberRow, MemberRows, MemberWay, Scope } from './member-row.ts';
import type { MemberType } from './member-type.ts';
import { messagingMembers } from './messaging-members.ts';
import { operationMembers } from './operation-members.ts';
import { registrationMembers } from './registration-members.ts';
import { roomMembers } from './room-members.ts';
import { userMembers } from './user-members.ts';

const rows = {
  ...homeserverMembers,
  ...registrationMembers,
  ...userMembers,
  ...roomMembers,
  ...messagingMembers,
  ...backgroundMembers,
  ...operationMembers,
} as const satisfies MemberRows;

/** The rows of all members of `ModuleApi`, with their names and types as literals. */
export type ModuleApiRows = typeof rows;

/** A member of `ModuleApi` under Synapse's name: `create_room`, `account_data_manager.get_global`. */
export type MemberName = keyof ModuleApiRows;

/** The SDK's name of a member: `createRoom`, `accountDataManager.getGlobal`. */
export type SdkName<Name extends string> = Name extends `${infer Owner}.${infer Method}`
  ? `${CamelCase<Owner>}.${CamelCase<Method>}`
  : CamelCase<Name>;

/** The members that Synapse's own `ModuleApi` has, under its names. */
export type SynapseMemberName = {
  [Name in MemberName]: ModuleApiRows[Name] extends { since: unknown } ? Name : never;
}[MemberName];

/** The members that Synapse's own `ModuleApi` has not, under the SDK's names. */
export type OperationName = SdkName<Exclude<MemberName, SynapseMemberName>>;

/** The members that the runtime answers itself, under the SDK's names. */
export type RuntimeMemberName = {
  [Name in MemberName]: Name extends `${string}.${string}`
    ? never
    : ModuleApiRows[Name] extends { way: 'runtime' }
      ? SdkName<Name>
      : never;
}[MemberName];

/** One parameter of a member. */
export interface MemberParameter {
  /** Synapse's name. */
  readonly name: string;
  readonly isOptional: boolean;
  /** The type, or the options of an object. */
  readonly type: MemberType | MemberOptions;
}

/** Everything that is fixed about a member of `ModuleApi`. */
export interface MemberContract {
  readonly name: MemberName;
  /** The SDK's name. */
  readonly sdkName: string;
  /** Undefined if Synapse's own `ModuleApi` does not have it; null if Synapse does not say since when. */
  readonly since?: `${number}.${number}` | null;
  readonly kind: 'method' | 'property';
  /** In order; none for a property. */
  readonly parameters: readonly MemberParameter[];
  readonly result: MemberType;
  readonly writes: boolean;
  readonly scope: Scope | null;
  readonly way: MemberWay;
  /** What it takes in a Synapse: `module:Class.attribute`. */
  readonly needs: readonly string[];
}

/** All members of `ModuleApi`: those of Synapse's own, then the others. */
export const MODULE_API_MEMBERS: readonly MemberContract[] = Object.freeze(
  Object.entries(rows).map(([name, row]) => contractOf(name as MemberName, row)),
);

/** The members that Synapse's own `ModuleApi` has not, under the SDK's names. */
export const OPERATIONS: readonly OperationName[] = Object.freeze(
  MODULE_API_MEMBERS.filter(({ since }) => since === undefined).map(({ sdkName }) => sdkName as OperationName),
);

function contractOf(name: MemberName, row: MemberRow): MemberContract {
  const { since, parameters, result, writes = false, scope, way = 'api' } = row;
  const ofSynapse = way === 'runtime' ? [] : [`synapse.module_api:ModuleApi.${name}`];
  return Object.freeze({
    name,
    sdkName: name.split('.').map(toCamelCase).join('.'),
    ...(since !== undefined && { since }),
    kind: parameters === undefined ? 'property' : 'method',
    parameters: Object.entries(parameters ?? {}).map(([parameter, type]) => ({
      name: parameter.replace(/\?$/, ''),
      isOptional: parameter.endsWith('?'),
      type,
    })),
    result,
    writes,
    scope,
    way,
    needs: row.needs ?? ofSynapse,
  });
}
