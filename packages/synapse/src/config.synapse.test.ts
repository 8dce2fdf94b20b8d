import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startSynapse } from './test/start-synapse.ts';

const project = fileURLToPath(new URL('fixtures', import.meta.url));

/** What Synapse prints where it does not start with such an item. */
async function refusal(item: Readonly<Record<string, unknown>>): Promise<string> {
  const error: unknown = await startSynapse({ items: [item] }).then(
    async (synapse) => {
      await synapse[Symbol.asyncDispose]();
      return new Error('Synapse started');
    },
    (reason: unknown) => reason,
  );
  return String(error).replaceAll(project, '<project>');
}

test('Synapse does not start with modules that have faults, and shows all of them', async () => {
  const item = {
    project,
    modules: [{ module: './nowhere.ts#Nowhere' }, { module: './probe.ts#Prob' }],
    callbacks: { user_may_invte: {}, on_new_event: { on_failure: 'deny' } },
  };
  expect(await refusal(item)).toMatchInlineSnapshot(`
    "Error: Synapse did not start:

    Error in configuration at 'modules.<item 0>.config':
      Failed to parse config for module 'synapse_bouton.Host':
        callbacks.user_may_invte is not a callback of Synapse; did you mean "user_may_invite"?

    callbacks.on_new_event.on_failure must be allow or error, because on_new_event has nothing to deny

    There are 2 faults in the modules

    Module ./nowhere.ts#Nowhere: there is no file <project>/nowhere.ts; there are gate.ts, pacer.ts, and probe.ts

    Module ./probe.ts#Prob: ./probe.ts does not export Prob; did you mean "Probe"?
    "
  `);
});

test('Synapse does not start with an item that has faults itself', async () => {
  expect(await refusal({ project, moduls: [] })).toMatchInlineSnapshot(`
    "Error: Synapse did not start:

    Error in configuration at 'modules.<item 0>.config.moduls':
      Failed to parse config for module 'synapse_bouton.Host':
        is not known; there are project, socket, command, modules, callbacks, start_timeout, hang_timeout
    "
  `);
});
