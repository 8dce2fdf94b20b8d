import type { HostPort } from '@bouton/runtime';
import type { CallSynapse } from './call-synapse.ts';

/** The members that are about templates. */
export type TemplateMembers = Pick<Required<HostPort>, 'readTemplates'>;

/** Templates that Synapse reads and renders. */
export function templateMembers(call: CallSynapse): TemplateMembers {
  return {
    readTemplates: async (filenames, directory) => {
      await call('readTemplates', filenames, directory);
      return filenames.map(
        (filename) =>
          async (variables = {}) =>
            String(await call('template.render', filename, directory ?? null, variables)),
      );
    },
  };
}
