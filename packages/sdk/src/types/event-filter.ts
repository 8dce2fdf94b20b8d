/**
 * Which events a callback wants to see. The host evaluates it before the module is called; an event that does not match
 * counts as not asked. Several conditions must all hold.
 */
export interface EventFilter {
  /** One of these event types. */
  readonly type?: readonly string[];
  /** Whether the sender belongs to this homeserver. */
  readonly sender?: 'local' | 'remote';
  /** Whether it is a state event. */
  readonly state?: boolean;
  /** One of these memberships; matches only `m.room.member` events. */
  readonly membership?: readonly ('join' | 'invite' | 'leave' | 'ban' | 'knock')[];
}
