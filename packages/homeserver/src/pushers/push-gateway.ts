import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { JsonObject, JsonValue } from '@bouton/sdk';
import { isJsonObject } from '../lib/json-guards.ts';
import type { IpRanges } from '../lib/ip-ranges.ts';

/** How long an answer may take, in milliseconds. */
const TIMEOUT = 60_000;

/** The longest answer, in bytes. */
const MAX_ANSWER = 1024 ** 2;

/** Sends notifications to push gateways. https://spec.matrix.org/v1.16/push-gateway-api/ */
export class PushGateway {
  readonly #ranges: IpRanges;

  constructor(ranges: IpRanges) {
    this.#ranges = ranges;
  }

  /**
   * Posts JSON and reads the answer. Follows no redirects.
   *
   * @throws {Error} If the address is blocked or cannot be reached, or the answer is not a success, or not a JSON object.
   */
  async post(
    url: string,
    body: JsonObject,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, JsonValue | undefined>>> {
    const response = await this.#send(new URL(url), JSON.stringify(body), signal);
    const text = await readText(response);
    const status = response.statusCode ?? 0;
    if (status < 200 || status > 299) throw new Error(`The push gateway answered ${status}`);
    const answer = JSON.parse(text) as JsonValue;
    if (!isJsonObject(answer)) throw new Error('The push gateway answered something else than a JSON object');
    return answer;
  }

  #send(url: URL, body: string, signal: AbortSignal): Promise<IncomingMessage> {
    const host = url.hostname.replaceAll(/[[\]]/g, '');
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`Cannot send to ${url.protocol}`);
    if (isIP(host) !== 0 && !this.#ranges.allows(host)) throw new Error(`The address ${host} is blocked`);
    const { promise, resolve: answered, reject } = Promise.withResolvers<IncomingMessage>();
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      lookup: this.#lookup,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      agent: false,
    });
    request.once('response', answered);
    request.once('error', reject);
    request.end(body);
    return promise;
  }

  /** Finds the addresses of a host. If one of them is blocked, all are. */
  readonly #lookup: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const blocked = error === null && addresses.find(({ address }) => !this.#ranges.allows(address));
      if (blocked) callback(new Error(`The address ${blocked.address} of ${host} is blocked`), []);
      else callback(error, addresses);
    });
  };
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > MAX_ANSWER) throw new Error(`The push gateway answered more than ${MAX_ANSWER} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
