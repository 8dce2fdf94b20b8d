import type { JsonObject, ScheduledTask } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { RemoteTasks } from './remote-tasks.ts';
import { RecordingLogger } from '../../testing/src/standalone/recording-logger.ts';

const TASK: ScheduledTask = {
  id: 'abc',
  action: 'org.example.wait',
  status: 'active',
  timestamp: 0,
  resourceId: null,
  params: null,
  result: null,
  error: null,
};

test('`RemoteTasks` begins a task once while it runs, and again when it is over', async () => {
  const tasks = new RemoteTasks(async () => null, new RecordingLogger());
  const begun: PromiseWithResolvers<JsonObject>[] = [];
  tasks.members.registerTaskAction(TASK.action, () => {
    const outcome = Promise.withResolvers<JsonObject>();
    begun.push(outcome);
    return outcome.promise;
  });
  const [first, joined, other] = [tasks.run(TASK), tasks.run(TASK), tasks.run({ ...TASK, id: 'def' })];
  expect(begun).toHaveLength(2);
  begun[0]?.resolve({ nth: 1 });
  begun[1]?.reject(new Error('lost'));
  expect([await first, await joined, await other]).toEqual([
    { result: { nth: 1 } },
    { result: { nth: 1 } },
    { error: 'lost' },
  ]);
  const again = tasks.run(TASK);
  expect(begun).toHaveLength(3);
  begun[2]?.resolve({ nth: 3 });
  expect(await again).toEqual({ result: { nth: 3 } });
});
