/**
 * The arguments of a cached call as one string, which Synapse's replication carries as it is. What JSON has no word for
 * becomes an object, which no argument of a cached call is.
 *
 * @throws {TypeError} If an argument is an object, a function or a symbol.
 */
export function encodeCacheKeys(keys: readonly unknown[]): string {
  return JSON.stringify(keys.map(encodeKey));
}

/** The arguments that {@linkcode encodeCacheKeys} encoded. */
export function decodeCacheKeys(encoded: string): readonly unknown[] {
  const keys: unknown = JSON.parse(encoded);
  if (!Array.isArray(keys)) throw new TypeError('The keys of a cache must be a list');
  return keys.map(decodeKey);
}

function encodeKey(key: unknown): unknown {
  if (key === undefined) return {};
  if (typeof key === 'bigint') return { bigint: String(key) };
  if (typeof key === 'number' && !Number.isFinite(key)) return { number: String(key) };
  if (key === null || ['string', 'number', 'boolean'].includes(typeof key)) return key;
  throw new TypeError(`A value of type ${typeof key} is not an argument of a cached call`);
}

function decodeKey(key: unknown): unknown {
  if (typeof key !== 'object' || key === null) return key;
  if ('bigint' in key) return BigInt(String(key.bigint));
  return 'number' in key ? Number(key.number) : undefined;
}
