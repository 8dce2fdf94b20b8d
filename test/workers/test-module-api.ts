import { expect, test } from 'vitest';
import type { SynapseUser } from '../../packages/synapse/src/test/synapse-user.ts';
import type { Deployment } from './deployment.ts';
import { requestGrid } from './grid-client.ts';
import { PROCESSES } from './synapse-config.ts';
import { testProcessMembers } from './test-process-members.ts';
import { testRoomMembers } from './test-room-members.ts';
import { testTasks } from './test-tasks.ts';
import { testTransactions } from './test-transactions.ts';
import { testUserMembers } from './test-user-members.ts';
import { testWebResources } from './test-web-resources.ts';

/** Who and where the tests of {@linkcode testModuleApi} act; asked for when a test runs. */
export interface Surroundings {
  readonly deployment: () => Deployment;
  readonly alice: () => SynapseUser;
  /** A room that Alice is in. */
  readonly room: () => string;
}

/** Tests the ModuleApi in each process of a deployment. */
export function testModuleApi({ deployment, alice, room }: Surroundings): void {
  test.each(PROCESSES)('What a module sends through the process %s is in the room', async (name) => {
    const resource = `say?room=${encodeURIComponent(room())}&body=said+by+${name}`;
    const { status, body } = await requestGrid(deployment().urlOf(name), resource, alice().accessToken);
    expect({ status, body }).toEqual({ status: 200, body: { event_id: expect.any(String) } });
    expect(await alice().event(room(), String(body['event_id']))).toMatchObject({
      status: 200,
      body: { sender: alice().userId, content: { msgtype: 'm.text', body: `said by ${name}` } },
    });
  });

  testProcessMembers(deployment);
  testUserMembers(deployment);
  testRoomMembers(deployment, alice);
  testWebResources(deployment, alice);
  testTransactions(deployment);
  testTasks(deployment);
}
