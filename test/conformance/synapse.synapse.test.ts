import { SqliteDatabases } from './sqlite-databases.ts';
import { testOnSynapse } from './test-on-synapse.ts';

await testOnSynapse(() => SqliteDatabases.prepare());
