/**
 * The kind of operation that triggers a callback. It decides what happens by default when a module cannot be asked.
 *
 * - `notification`: nobody's request depends on the answer, which informs, decorates or tunes.
 * - `localAction`: a local user acts, or somebody who wants to become one.
 * - `remoteEvent`: another server sends an event.
 * - `event`: `remoteEvent` or `localAction`, by the server name of the event's sender.
 * - `userAction`: likewise, by the server name of the user who is the first parameter.
 */
export type Operation = 'notification' | 'localAction' | 'remoteEvent' | 'event' | 'userAction';
