import { PostgresDatabases } from './postgres-databases.ts';
import { testOnSynapse } from './test-on-synapse.ts';

testOnSynapse(() => PostgresDatabases.prepare());
