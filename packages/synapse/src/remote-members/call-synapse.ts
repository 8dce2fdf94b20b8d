/** Calls a member of Synapse's ModuleApi: `call('createRoom', userId, config)`. */
export type CallSynapse = (member: string, ...args: readonly unknown[]) => Promise<unknown>;
