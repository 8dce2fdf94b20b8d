import {
  BoutonError,
  Module,
  SynapseError,
  WebResource,
  type JsonValue,
  type LocalMedia,
  type ModuleApi,
} from '@bouton/sdk';
import { text } from 'node:stream/consumers';

type Member = (...args: unknown[]) => unknown;

/** Calls any member of the ModuleApi with JSON arguments, in the process that a web request came to. */
@Module()
export class Caller {
  constructor(
    readonly config: object,
    private readonly api: ModuleApi,
  ) {}

  /** Answers `{ "answer": … }`, without a value where there is none, or `{ "thrown": "…" }`. */
  @WebResource('/_synapse/client/caller')
  async call(request: Request): Promise<object> {
    const { path, args } = (await request.json()) as { path: readonly string[]; args: unknown[] };
    try {
      const owner = path.slice(0, -1).reduce((of: object, name) => Reflect.get(of, name) as object, this.api);
      const member: unknown = Reflect.get(owner, path.at(-1) ?? '');
      if (typeof member !== 'function') return { answer: member };
      return { answer: await toJson(await (member as Member).apply(owner, fromJson(path, args))) };
    } catch (error) {
      return { thrown: describe(error) };
    }
  }
}

function fromJson([member]: readonly string[], args: unknown[]): unknown[] {
  return member === 'setPresenceForUsers' ? [new Map(Object.entries(args[0] as object))] : args;
}

async function toJson(answer: unknown): Promise<unknown> {
  if (answer instanceof Map) return Object.fromEntries(answer) as JsonValue;
  if (typeof answer !== 'object' || answer === null || !('stream' in answer)) return answer;
  const { mediaId, mediaType, userId, stream } = answer as LocalMedia;
  return { mediaId, mediaType, userId, content: await text(stream()) };
}

function describe(error: unknown): string {
  if (SynapseError.is(error)) return `${error.status} ${error.errcode}: ${error.message}`;
  if (error instanceof BoutonError) return `${error.code}: ${error.message}`;
  return String(error);
}
