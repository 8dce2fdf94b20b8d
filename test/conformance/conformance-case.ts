import type { CallbackName, CategoryName, OperationName, SynapseMemberName } from '@bouton/contract';
import type { JsonObject } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import type { TraceEntry } from './modules/trace-entry.ts';

/** A callback with its category, under Synapse's names: `spam_checker.user_may_invite`. */
export type QualifiedCallback = {
  [Category in CategoryName]: `${Category}.${CallbackName<Category>}`;
}[CategoryName];

/** A member of ModuleApi, under Synapse's name: `module_api.create_room`. */
export type QualifiedMember = `module_api.${SynapseMemberName}`;

/** A member of ModuleApi that Synapse's own has not, under its own name: `bouton.getEvent`. */
export type QualifiedOperation = `bouton.${OperationName}`;

/** An item of the list of modules, as in the YAML. */
export interface ModuleItem {
  /** Relative to the folder `modules`: `./spam-checker.ts#SpamCheckerModule`. */
  readonly module: string;
  readonly config?: JsonObject;
}

/** What the administrator sets for one callback, as in the YAML. */
export interface CallbackItem {
  /** Milliseconds. */
  readonly deadline?: number;
  readonly on_failure?: 'allow' | 'deny' | 'error';
}

/** What a homeserver is started with for a case. */
export interface ConformanceSetup {
  readonly modules: readonly ModuleItem[];
  /** Settings of the homeserver, under the names of its configuration file. */
  readonly settings?: JsonObject;
  /** By Synapse's name of the callback. */
  readonly callbacks?: Readonly<Record<string, CallbackItem>>;
  /** Another homeserver takes part: only hosts that federate run the case. */
  readonly federation?: true;
}

/**
 * How modules must show in what clients see, whatever the homeserver: some modules, and what clients do and must see.
 *
 * Cases with the same setup share a homeserver, one after the other. So a case speaks only of users that its host gives it,
 * and makes localparts of its own with {@linkcode ConformanceHost.localpart}.
 */
export interface ConformanceCase extends ConformanceSetup {
  /** What the case is about. */
  readonly callback: QualifiedCallback | QualifiedMember | QualifiedOperation;
  /** The version of Synapse that first did so, where that is not the one that first had the callback. */
  readonly since?: `${number}.${number}`;
  /** The condition and what follows from it. */
  readonly title: string;
  /** Plays the clients; rejects where the homeserver does something else than is expected. */
  run(host: ConformanceHost): Promise<void>;
}

/** What a case needs of a homeserver. */
export interface ConformanceHost {
  readonly serverName: string;
  /** Another homeserver. @throws {Error} Where the setup has no `federation`. */
  readonly remote: RemoteHost;
  /** A localpart that no other case uses; modules know who bears it by the name alone. */
  localpart(name: string): string;
  /** A user by name: registered when the case first speaks of them, with a device; without a password, nobody can log in. */
  user(name: string, options?: UserOptions): Promise<TestUser>;
  /** Any request, without a user. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** How the modules were called since the case began, in order. */
  trace(): Promise<readonly TraceEntry[]>;
  /** Resolves when the modules have heard of everything that has happened. */
  settled(): Promise<void>;
  /** Resolves when so many milliseconds have gone by for the homeserver. */
  elapse(durationMs: number): Promise<void>;
}

/** Another homeserver that federates with the one that runs the modules. */
export interface RemoteHost {
  readonly serverName: string;
  /** A user by name: registered when first spoken of. Localparts are not shared between cases. */
  user(name: string): Promise<TestUser>;
}

/** Whom a case speaks of. */
export interface UserOptions {
  /** A server administrator. */
  readonly admin?: boolean;
  readonly password?: string;
}

/**
 * A homeserver that runs for one or more cases with the same setup. Whoever wants may register, everybody may publish
 * rooms, presence is on, no rate limits are met but those of the setup, and what asks about addresses gets as far as the
 * modules.
 */
export interface ConformanceHomeserver extends AsyncDisposable {
  readonly serverName: string;
  /** Another homeserver, where the setup has `federation`. Its users are shared between cases. */
  readonly remote?: RemoteHost;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  settled(): Promise<void>;
  elapse(durationMs: number): Promise<void>;
  /** Registers a user with a device. */
  register(localpart: string, options: UserOptions): Promise<TestUser>;
}
