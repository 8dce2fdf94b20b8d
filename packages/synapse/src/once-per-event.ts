import type { AskOverWire } from './callback-table.ts';

/** How many events are remembered: processes that tell of one event do so within seconds. */
const REMEMBERED = 10_000;

/** What asks for the first telling of an event, and answers at once for each other one. The event is the first argument. */
export function oncePerEvent(ask: AskOverWire): AskOverWire {
  const told = new Set<string>();
  return async (args, origin, keep) => {
    const [event] = args as readonly [{ readonly event_id: string }];
    if (told.has(event.event_id)) return null;
    told.add(event.event_id);
    if (told.size > REMEMBERED) {
      for (const oldest of told.values().take(1)) told.delete(oldest);
    }
    return ask(args, origin, keep);
  };
}
