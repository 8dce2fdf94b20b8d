/** What an account can be beside an ordinary user's, as in Synapse. */
export const USER_TYPES = ['support', 'bot'] as const;
