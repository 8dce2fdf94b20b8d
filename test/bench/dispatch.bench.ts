// What dispatch adds to a callback: the time of `await callbacks.spamChecker.userMayInvite(…)` with so many modules, all of
// which allow, less that of awaiting the method of one such module called directly.
import { Dispatcher, RegistryBuilder } from '@bouton/runtime';
import { Codes, NOT_SPAM, type Logger, type RoomId, type SpamVerdict, type UserId } from '@bouton/sdk';
import { median, reportMeasurement } from '../support/report-measurement.ts';

const ROUNDS = 15;
const CALLS = 100_000;

class DemoModule {
  readonly #deny: readonly UserId[];

  constructor(deny: readonly UserId[]) {
    this.#deny = deny;
  }

  userMayInvite(inviter: UserId): SpamVerdict {
    return this.#deny.includes(inviter) ? Codes.FORBIDDEN : NOT_SPAM;
  }
}

type UserMayInvite = (inviter: UserId, invitee: UserId, roomId: RoomId) => unknown;

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

function dispatchTo(modules: number): UserMayInvite {
  const builder = new RegistryBuilder(silent);
  for (let index = 0; index < modules; index++) {
    const module = new DemoModule([`@mallory${index}:example.com`]);
    builder
      .openModule(`demo${index}`)
      .registerMethods('spam_checker', { userMayInvite: (inviter: UserId) => module.userMayInvite(inviter) });
  }
  const dispatcher = new Dispatcher({ serverName: 'example.com', log: silent });
  dispatcher.use(builder.finish());
  return dispatcher.callbacks.spamChecker.userMayInvite;
}

async function nanosecondsPerCall(userMayInvite: UserMayInvite): Promise<number> {
  const start = process.hrtime.bigint();
  for (let call = 0; call < CALLS; call++) {
    await userMayInvite('@alice:example.com', '@bob:example.com', '!room:example.com');
  }
  return Number(process.hrtime.bigint() - start) / CALLS;
}

const bare = new DemoModule(['@mallory:example.com']);
const bareMethod: UserMayInvite = (inviter) => bare.userMayInvite(inviter);

for (const modules of [0, 1, 10]) {
  const dispatched = dispatchTo(modules);
  const differences: number[] = [];
  // The two are measured in turn, so that both see the same machine. The first rounds warm up.
  for (let round = -3; round < ROUNDS; round++) {
    const difference = -(await nanosecondsPerCall(bareMethod)) + (await nanosecondsPerCall(dispatched));
    if (round >= 0) differences.push(difference);
  }
  reportMeasurement(`dispatch.overhead.${modules}`, median(differences), 'ns');
}
