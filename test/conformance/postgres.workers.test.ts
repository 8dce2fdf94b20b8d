import { PostgresDatabases } from './postgres-databases.ts';
import { testOnSynapse } from './test-on-synapse.ts';

await testOnSynapse(() => PostgresDatabases.prepare());
