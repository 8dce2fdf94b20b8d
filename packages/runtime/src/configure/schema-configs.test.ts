import { expect, test } from 'vitest';
import { configurePart } from './configure-part.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';

const directory = `
  import { Module } from '@bouton/sdk';
  import { z } from '${import.meta.resolve('zod')}';

  @Module({
    config: z.object({
      retries: z.int().max(50).default(3),
      servers: z.array(z.object({ url: z.url().default('http://localhost'), password: z.string().min(4).default('none') })).default([]),
    }),
    secrets: ['servers.*.password'],
  })
  export class Directory {
    constructor(readonly config: object) {}
  }
`;

interface Config {
  readonly servers: readonly { readonly password: string }[];
}

/** Configures the modules of a file, as the embedded host and Synapse's have it. */
async function configure(text: string, modules: unknown) {
  await using folder = await temporaryFolder({ 'directory.ts': directory, 'secret.txt': 'hunter2\n' });
  const place = { name: 'homeserver.yaml', text, path: [] };
  return await configurePart({ modules }, { folder: folder.path, place });
}

test('faults of a schema are shown where they stand, without its secrets', async () => {
  const text = `modules:
  - module: ./directory.ts#Directory
    config:
      retires: 5
      retries: 51
      servers:
        - { url: here, password: abc }
`;
  const config = { retires: 5, retries: 51, servers: [{ url: 'here', password: 'abc' }] };
  await expect(configure(text, [{ module: './directory.ts#Directory', config }])).rejects
    .toThrowErrorMatchingInlineSnapshot(`
    [ConfigurationError: There are 4 faults in homeserver.yaml

    homeserver.yaml:4:7: modules[0].config.retires is not a known key; did you mean "retries"?
      2 |   - module: ./directory.ts#Directory
      3 |     config:
      4 |       retires: 5
        |       ^^^^^^^
      5 |       retries: 51
      6 |       servers:

    homeserver.yaml:5:16: modules[0].config.retries: Too big: expected number to be <=50
      3 |     config:
      4 |       retires: 5
      5 |       retries: 51
        |                ^^
      6 |       servers:
      7 |         - { url: here, password: *** }

    homeserver.yaml:7:18: modules[0].config.servers[0].url: Invalid URL
      5 |       retries: 51
      6 |       servers:
      7 |         - { url: here, password: *** }
        |                  ^^^^

    homeserver.yaml:7:34: modules[0].config.servers[0].password: Too small: expected string to have >=4 characters
      5 |       retries: 51
      6 |       servers:
      7 |         - { url: here, password: *** }
        |                                  ^^^]
  `);
});

test('a schema gives its defaults, and reads secrets from files beside the configuration', async () => {
  const config = { servers: [{ url: 'http://here', password_path: 'secret.txt' }] };
  const { modules } = await configure('', [{ module: './directory.ts#Directory', config }]);
  const [{ config: made } = {}] = modules as readonly { readonly config?: Config }[];
  expect(made).toMatchObject({ retries: 3, servers: [{ url: 'http://here' }] });
  expect(made?.servers[0]?.password).toBe('hunter2');
});
