import { Module, type ModuleApi } from '@bouton/sdk';

/** The last module of every homeserver under test: it registers nothing, and has the ModuleApi of the test. */
export class KitModule {
  readonly api: ModuleApi;

  constructor(_config: unknown, api: ModuleApi) {
    this.api = api;
  }
}

Module({ name: '@bouton/testing' })(KitModule);
