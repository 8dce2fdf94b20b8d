import type { HostPort } from '@bouton/runtime';
import type { CallSynapse } from './call-synapse.ts';

/** The members that are about limits. */
export type LimitMembers = Pick<Required<HostPort>, 'ratelimit'>;

/** Limits that Synapse counts, each process on its own. */
export function limitMembers(call: CallSynapse): LimitMembers {
  return {
    ratelimit: async (who, limit) => {
      const { name, perSecond, burstCount } = limit;
      if (!(perSecond >= 0 && burstCount >= 0)) {
        throw new RangeError(
          `The limit ${name} needs numbers from 0 on, got ${perSecond} per second and ${burstCount}`,
        );
      }
      await call('ratelimit', who, limit);
    },
  };
}
