import { isIP } from 'node:net';

/** The proxies by which requests go to other services, as Synapse's configuration names them. */
export interface HttpProxies {
  /** For `http:` addresses: `http://proxy.example.com:8080`, `user:password@proxy`; null for none. */
  readonly httpProxy: string | null;
  /** For `https:` addresses. */
  readonly httpsProxy: string | null;
  /** Hosts that are asked without a proxy, each with its subdomains; `*` alone stands for all. */
  readonly noProxyHosts: readonly string[];
}

/** A proxy, as requests are sent to it. */
export interface HttpProxy {
  readonly isTls: boolean;
  readonly host: string;
  readonly port: number;
  /** The value of `Proxy-Authorization`; undefined if the proxy asks for none. */
  readonly authorization: string | undefined;
}

/** The port of a proxy whose address has none, as in Synapse. */
const DEFAULT_PORT = 1080;

/** `[http[s]://][user[:password]@]host[:port][/]` */
const PROXY =
  /^(?:(?<scheme>https?):\/\/)?(?:(?<user>[^@/]*)@)?(?<host>\[[\da-f:.]+\]|[^\s:/@[\]]+)(?::(?<port>\d+))?\/?$/i;

/**
 * Reads the address of a proxy.
 *
 * @throws {Error} If it is not one; the message does not repeat it, as it may hold a password.
 */
export function parseHttpProxy(address: string): HttpProxy {
  const { scheme, user, host, port } = PROXY.exec(address)?.groups ?? {};
  if (host === undefined) throw new Error('A proxy is to be an address like http://proxy.example.com:8080');
  return {
    isTls: scheme?.toLowerCase() === 'https',
    host: withoutBrackets(host),
    port: port === undefined ? DEFAULT_PORT : Number(port),
    authorization: user === undefined ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
  };
}

/**
 * The proxies that the environment names, as Python and so Synapse read it: `http_proxy`, `https_proxy` and `no_proxy`, in small
 * letters before capital ones; an empty one in small letters takes the other away.
 */
export function proxiesOfEnvironment(environment: NodeJS.ProcessEnv): HttpProxies {
  const read = (name: string): string | null => {
    const small = environment[name];
    if (small !== undefined) return small === '' ? null : small;
    // A web server's script gets the header `Proxy` of a client by this name.
    if (name === 'http_proxy' && environment['REQUEST_METHOD'] !== undefined) return null;
    return environment[name.toUpperCase()] || null;
  };
  return {
    httpProxy: read('http_proxy'),
    httpsProxy: read('https_proxy'),
    noProxyHosts: read('no_proxy')?.split(',') ?? [],
  };
}

/** The proxy for an address; undefined if it is asked directly. @throws {Error} If the proxy's address is not one. */
export function proxyFor(url: URL, { httpProxy, httpsProxy, noProxyHosts }: HttpProxies): HttpProxy | undefined {
  const address = url.protocol === 'https:' ? httpsProxy : url.protocol === 'http:' ? httpProxy : null;
  if (address === null || address === '' || isDirect(withoutBrackets(url.hostname), noProxyHosts)) return undefined;
  return parseHttpProxy(address);
}

function isDirect(host: string, noProxyHosts: readonly string[]): boolean {
  if (noProxyHosts.length === 1 && noProxyHosts[0]?.trim() === '*') return true;
  return noProxyHosts
    .map((name) => withoutBrackets(name.trim().toLowerCase()).replace(/^\.+/, ''))
    .some((name) => name !== '' && (host === name || (isIP(host) === 0 && host.endsWith(`.${name}`))));
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
