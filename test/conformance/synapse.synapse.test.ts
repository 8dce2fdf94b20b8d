import { SqliteDatabases } from './sqlite-databases.ts';
import { testOnSynapse } from './test-on-synapse.ts';

testOnSynapse(() => SqliteDatabases.prepare());
