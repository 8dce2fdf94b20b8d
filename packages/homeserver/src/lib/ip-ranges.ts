import { BlockList, isIP } from 'node:net';

/** Addresses that nobody else's requests should reach: Synapse's default for `ip_range_blacklist`. */
export const PRIVATE_RANGES: readonly string[] = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '192.0.0.0/24',
  '169.254.0.0/16',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '::1/128',
  'fe80::/10',
  'fc00::/7',
  '2001:db8::/32',
  'ff00::/8',
  'fec0::/10',
];

/** Which addresses requests may not reach, and which of those they may. */
export interface IpRangeSettings {
  /** Addresses or ranges like `10.0.0.0/8`. */
  readonly blocked: readonly string[];
  readonly allowed: readonly string[];
}

/** Decides which addresses the homeserver sends requests to that users ask for. */
export class IpRanges {
  readonly #blocked: BlockList;
  readonly #allowed: BlockList;

  constructor({ blocked, allowed }: IpRangeSettings) {
    this.#blocked = listOf([...blocked, '0.0.0.0', '::']);
    this.#allowed = listOf(allowed);
  }

  /** Whether requests may go to that address. */
  allows(address: string): boolean {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    return this.#allowed.check(address, family) || !this.#blocked.check(address, family);
  }
}

/** Whether a value is an address, or a range of them. */
export function isIpRange(range: string): boolean {
  const [address = '', prefix, ...rest] = range.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    if (isIP(address) === 6) {
      list.addSubnet(address, Number(prefix ?? 128), 'ipv6');
      continue;
    }
    const bits = Number(prefix ?? 32);
    list.addSubnet(address, bits, 'ipv4');
    // The same address in IPv6: as it is, mapped, and by way of 6to4.
    list.addSubnet(`::${address}`, 96 + bits, 'ipv6');
    list.addSubnet(`::ffff:${address}`, 96 + bits, 'ipv6');
    list.addSubnet(`2002:${inHex(address)}::`, 16 + bits, 'ipv6');
  }
  return list;
}

function inHex(address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
