#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { defineCommand, runMain } from 'citty';
import packageJson from '../package.json' with { type: 'json' };

// What is imported from here on starts faster the next time.
enableCompileCache();

await runMain(
  defineCommand({
    meta: { name: 'bouton', version: packageJson.version, description: packageJson.description },
    subCommands: {
      start: () => import('./commands/start.ts').then((file) => file.startCommand),
      check: () => import('./commands/check.ts').then((file) => file.checkCommand),
      inspect: () => import('./commands/inspect.ts').then((file) => file.inspectCommand),
      host: () => import('./commands/host.ts').then((file) => file.hostCommand),
    },
  }),
);
