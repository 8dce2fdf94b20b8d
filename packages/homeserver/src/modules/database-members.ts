import type { HostPort } from '@bouton/runtime';
import type { ModuleTransactions } from '../storage/module-transactions.ts';

/** The members of the `ModuleApi` that are about the database. */
export type DatabaseMembers = Required<Pick<HostPort, 'runDbInteraction'>>;

/** What modules can do with the homeserver's database. */
export function databaseMembers(transactions: ModuleTransactions): DatabaseMembers {
  return {
    runDbInteraction: (description, interaction, options) => transactions.run(description, interaction, options),
  };
}
