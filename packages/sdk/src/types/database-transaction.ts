import type { JsonValue } from './json.ts';

/** A transaction on the homeserver's database: `ModuleApi.runDbInteraction`. */
export interface DatabaseTransaction {
  /** Runs one statement; `?` stands for a parameter. */
  execute(sql: string, parameters?: readonly (string | number | bigint | null | Uint8Array)[]): Promise<void>;
  /** The next row of the last statement, or undefined. */
  fetchOne(): Promise<readonly JsonValue[] | undefined>;
  /** The remaining rows of the last statement. */
  fetchAll(): Promise<readonly (readonly JsonValue[])[]>;
}
