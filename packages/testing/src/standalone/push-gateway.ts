import type { JsonObject } from '@bouton/sdk';
import { startHttpService } from './http-service.ts';

/** How a gateway answers: with a status and a body. */
export interface GatewayAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * A push gateway on this machine, which keeps what it is sent.
 * https://spec.matrix.org/v1.16/push-gateway-api/
 */
export interface PushGateway extends AsyncDisposable {
  /** Where notifications go. */
  readonly url: string;
  /** What it has got, in order. */
  readonly notifications: JsonObject[];
  /** How it answers; it may be replaced. Undefined: it takes all, but for push keys that begin with `rejected`. */
  answer: GatewayAnswer | undefined;
  /** Takes the notifications out: those since it was last asked. */
  take(): JsonObject[];
}

/** Starts a {@linkcode PushGateway}. */
export async function startPushGateway(): Promise<PushGateway> {
  const notifications: JsonObject[] = [];
  const service = await startHttpService({
    'POST /_matrix/push/v1/notify': (request) => {
      const { notification } = request.json() as { notification: JsonObject & { devices?: { pushkey: string }[] } };
      notifications.push(notification);
      if (gateway.answer !== undefined) {
        const { status, body } = gateway.answer;
        return new Response(body, { status, headers: { 'content-type': 'application/json' } });
      }
      const keys = (notification.devices ?? []).map(({ pushkey }) => pushkey);
      return { rejected: keys.filter((key) => key.startsWith('rejected')) };
    },
  });
  const gateway: PushGateway = {
    url: `${service.url}/_matrix/push/v1/notify`,
    notifications,
    answer: undefined,
    take: () => notifications.splice(0),
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
  return gateway;
}

/** The body that sets a pusher to the gateway. */
export function pusherBody({ url }: PushGateway, changes: JsonObject = {}): JsonObject {
  return {
    kind: 'http',
    app_id: 'org.example.app',
    app_display_name: 'App',
    device_display_name: 'Phone',
    pushkey: 'key',
    lang: 'en',
    data: { url },
    ...changes,
  };
}
