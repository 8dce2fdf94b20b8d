import { expect, test } from 'vitest';
import type { Origin } from './decode-arguments.ts';
import { oncePerEvent } from './once-per-event.ts';

test('`oncePerEvent()` asks for the first telling of an event only, and forgets events of long ago', async () => {
  const asked: unknown[] = [];
  const ask = oncePerEvent(async ([event]) => {
    asked.push(event);
    return null;
  });
  const tell = (id: string): Promise<unknown> => ask([{ event_id: id }], {} as Origin, () => undefined);

  await tell('$first');
  await tell('$second');
  await tell('$first');
  expect(asked).toEqual([{ event_id: '$first' }, { event_id: '$second' }]);

  for (let number = 0; number < 10_000; number += 1) await tell(`$${number}`);
  await tell('$9999');
  await tell('$first');
  expect(asked).toHaveLength(10_003);
  expect(asked.at(-1)).toEqual({ event_id: '$first' });
});
