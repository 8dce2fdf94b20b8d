/** A shadow-banned user tried to reach others: nothing was done, and the client is told that it was. */
export class ShadowBanError extends Error {
  override readonly name = 'ShadowBanError';

  constructor() {
    super('The user is shadow-banned');
  }
}
