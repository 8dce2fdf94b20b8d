import {
  Cached,
  Codes,
  LoopingCall,
  Module,
  type ModuleApi,
  NOT_SPAM,
  SpamChecker,
  ThirdPartyRules,
  WebResource,
  type RoomEvent,
  type RoomId,
  type SpamVerdict,
} from '@bouton/sdk';

const INTERVAL = 100;

/** Says in which processes it runs, and what it was asked and told there. */
@Module()
export class Grid {
  readonly #asked: unknown[] = [];
  readonly #seen: string[] = [];
  readonly #ticks: number[] = [];
  readonly #ticksEverywhere: number[] = [];
  #lookups = 0;

  constructor(
    readonly config: object,
    private readonly api: ModuleApi,
  ) {}

  @SpamChecker
  checkEventForSpam({ type, content }: RoomEvent): SpamVerdict {
    if (type !== 'm.room.message') return NOT_SPAM;
    this.#asked.push(content['body']);
    return content['spam'] === true
      ? [Codes.LIMIT_EXCEEDED, { worker: this.api.workerName, pid: process.pid }]
      : NOT_SPAM;
  }

  @ThirdPartyRules('on_new_event', { when: { type: ['m.room.message'] } })
  see({ event_id }: RoomEvent): void {
    this.#seen.push(event_id);
  }

  @LoopingCall(INTERVAL)
  tick(): void {
    this.#ticks.push(performance.now());
  }

  @LoopingCall(INTERVAL, { runOnAllInstances: true })
  tickEverywhere(): void {
    this.#ticksEverywhere.push(performance.now());
  }

  /** How many lookups there were in this Node process, this one included. */
  @Cached
  async lookUp(_key: string): Promise<number> {
    this.#lookups += 1;
    return this.#lookups;
  }

  @WebResource('/_synapse/client/grid/state')
  state(): object {
    return {
      worker: this.api.workerName,
      pid: process.pid,
      asked: this.#asked,
      seen: this.#seen,
      ticks: this.#ticks,
      ticksEverywhere: this.#ticksEverywhere,
    };
  }

  @WebResource('/_synapse/client/grid/whoami')
  async whoami(request: Request): Promise<object> {
    const { user } = await this.api.getUserByReq(request);
    return { worker: this.api.workerName, user };
  }

  /** Sends a message into a room, as the user of the request. */
  @WebResource('/_synapse/client/grid/say')
  async say(request: Request): Promise<object> {
    const { user } = await this.api.getUserByReq(request);
    const { searchParams } = new URL(request.url);
    const { event_id } = await this.api.createAndSendEventIntoRoom({
      type: 'm.room.message',
      room_id: searchParams.get('room') as RoomId,
      sender: user,
      content: { msgtype: 'm.text', body: searchParams.get('body') },
    });
    return { event_id };
  }

  @WebResource('/_synapse/client/grid/lookup')
  async lookup(request: Request): Promise<object> {
    return { lookup: await this.lookUp(keyOf(request)) };
  }

  @WebResource('/_synapse/client/grid/invalidate')
  async invalidate(request: Request): Promise<object> {
    await this.api.invalidateCache(this.lookUp, [keyOf(request)]);
    return {};
  }
}

function keyOf(request: Request): string {
  return new URL(request.url).searchParams.get('key') ?? '';
}
