/** Selects state: pairs of an event type and a state key; null as the state key means any. */
export type StateFilter = readonly (readonly [type: string, stateKey: string | null])[];
