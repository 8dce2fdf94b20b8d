import type { CallbackContract } from './callback-contract.ts';
import type { CategoryName } from './category-name.ts';
import { CONTRACT } from './contract.ts';
import { MODULE_API_MEMBERS, type MemberContract } from './members/module-api-members.ts';

/** The contract as plain JSON, for programs that are not written in TypeScript. */
export interface ContractJson {
  readonly categories: readonly {
    readonly name: CategoryName;
    readonly callbacks: readonly Omit<CallbackContract, 'category'>[];
  }[];
  readonly members: readonly MemberContract[];
}

/** A copy of all that the contract says, in order; facts that a callback does not have are left out. */
export function contractAsJson(): ContractJson {
  return structuredClone({
    categories: CONTRACT.map(({ category, callbacks }) => ({
      name: category,
      callbacks: callbacks.map(({ category: _, ...callback }) => callback),
    })),
    members: MODULE_API_MEMBERS,
  });
}
