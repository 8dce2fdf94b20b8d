import { SynapseError, type RoomId } from '@bouton/sdk';
import { randomLetters } from '../lib/random-id.ts';
import type { HomeserverContext } from '../context.ts';
import type { RoomShutdown, ShutdownOptions, ShutdownResult } from './shutdown.ts';

/** A room that is being shut down in the background, or was. */
export interface ShutdownTask {
  readonly deleteId: string;
  readonly roomId: RoomId;
  readonly status: 'active' | 'complete' | 'failed';
  /** Once it is complete. */
  readonly result?: ShutdownResult;
  /** Where it failed. */
  readonly error?: string;
}

/** Shuts rooms down in the background. What became of it is known until the homeserver stops. */
export class ShutdownTasks {
  readonly #context: HomeserverContext;
  readonly #shutdown: RoomShutdown;
  readonly #tasks = new Map<string, ShutdownTask>();
  readonly #running = new Set<Promise<void>>();

  constructor(context: HomeserverContext, shutdown: RoomShutdown) {
    this.#context = context;
    this.#shutdown = shutdown;
  }

  /** Begins to shut a room down, and returns the task's ID. @throws {SynapseError} 400 if that has begun already. */
  start(roomId: RoomId, options: ShutdownOptions): string {
    if (this.ofRoom(roomId).some(({ status }) => status === 'active')) {
      throw new SynapseError(400, `Purge already in progress for ${roomId}`);
    }
    const deleteId = randomLetters(16);
    this.#tasks.set(deleteId, { deleteId, roomId, status: 'active' });
    const running = this.#run(deleteId, roomId, options).finally(() => this.#running.delete(running));
    this.#running.add(running);
    return deleteId;
  }

  get(deleteId: string): ShutdownTask | undefined {
    return this.#tasks.get(deleteId);
  }

  ofRoom(roomId: RoomId): ShutdownTask[] {
    return [...this.#tasks.values()].filter((task) => task.roomId === roomId);
  }

  /** Resolves when all that has begun is done. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  async #run(deleteId: string, roomId: RoomId, options: ShutdownOptions): Promise<void> {
    try {
      const result = await this.#shutdown.shutdown(roomId, options);
      this.#tasks.set(deleteId, { deleteId, roomId, status: 'complete', result });
    } catch (error) {
      this.#context.log.error('Cannot shut down a room', { roomId, error });
      this.#tasks.set(deleteId, {
        deleteId,
        roomId,
        status: 'failed',
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }
}
