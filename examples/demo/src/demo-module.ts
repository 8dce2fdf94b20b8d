import {
  Codes,
  Module,
  ModuleApi,
  NOT_SPAM,
  SpamChecker,
  WebResource,
  type SpamVerdict,
  type UserId,
} from '@bouton/sdk';
import { DemoConfig } from './demo-config.ts';

/** Refuses rooms to the users on a list, and greets whoever asks. */
@Module({ config: DemoConfig })
export class DemoModule {
  constructor(
    private readonly config: DemoConfig,
    readonly api: ModuleApi,
  ) {}

  @SpamChecker
  userMayCreateRoom(user: UserId): SpamVerdict {
    return this.config.deny.includes(user) ? Codes.FORBIDDEN : NOT_SPAM;
  }

  @WebResource('/_synapse/client/demo/hello')
  hello(request: Request): Response {
    return Response.json({ hello: new URL(request.url).searchParams.get('name') });
  }
}
