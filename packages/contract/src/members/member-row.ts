import type { MemberType } from './member-type.ts';

/** What an administrator permits a module, by subject; see the permissions of a module's item. */
export type Scope =
  | 'account_data:read'
  | 'account_data:write'
  | 'admins:write'
  | 'database'
  | 'http'
  | 'logins:write'
  | 'mail'
  | 'media:read'
  | 'presence:write'
  | 'push:write'
  | 'registration_tokens:read'
  | 'registration_tokens:write'
  | 'rooms:read'
  | 'rooms:write'
  | 'tasks'
  | 'threads'
  | 'users:read'
  | 'users:write';

/**
 * How a member comes to its answer.
 *
 * - `runtime`: the runtime answers, the same on every host
 * - `hello`: the host knows it from the start
 * - `api`: it is asked of the homeserver, in Synapse by `api.<member>` of the protocol
 * - `own`: it is asked of the homeserver in a way of its own
 */
export type MemberWay = 'runtime' | 'hello' | 'api' | 'own';

/** The parameters of a member by Synapse's names, in order. One whose name ends with `?` may be left out. */
export type MemberParameters = Readonly<Record<string, MemberType | MemberOptions>>;

/** An object of options, each of which may be left out: Synapse has a keyword parameter of the same name for each. */
export type MemberOptions = Readonly<Record<string, MemberType>>;

/** A member of `ModuleApi` as it is written down. */
export interface MemberRow {
  /** The version of Synapse whose ModuleApi first had it; null if Synapse does not say. Left out: Synapse's has none. */
  readonly since?: `${number}.${number}` | null;
  /** Left out for a property. */
  readonly parameters?: MemberParameters;
  readonly result: MemberType;
  /** Whether it changes something that others see; false by default. */
  readonly writes?: true;
  /** The permission that it takes; null for none. */
  readonly scope: Scope | null;
  /** `api` by default. */
  readonly way?: MemberWay;
  /**
   * What has to be there in a Synapse: `module:Class.attribute`, or `module:Class.attribute|other` if either will do. By default
   * Synapse's member of the same name, and nothing for what the runtime answers.
   */
  readonly needs?: readonly string[];
}

/** Rows by Synapse's names; a dot parts a method from the property whose object has it. */
export type MemberRows = Readonly<Record<string, MemberRow>>;
