/**
 * Reads a quantity: a whole number that is not below zero, or a text such as `10` or `5m`, a number and one of the units.
 *
 * @param units - How many of the smallest unit each is; `''` is a number without one.
 * @returns The quantity in the smallest unit; undefined if the value is not a quantity, or is too large to be exact.
 */
export function parseQuantity(value: unknown, units: ReadonlyMap<string, number>): number | undefined {
  const quantity = typeof value === 'string' ? parseText(value, units) : value;
  return typeof quantity === 'number' && Number.isSafeInteger(quantity) && quantity >= 0 ? quantity : undefined;
}

function parseText(text: string, units: ReadonlyMap<string, number>): number | undefined {
  const [, digits, unit] = /^(\d+)([A-Za-z]?)$/.exec(text) ?? [];
  const factor = units.get(unit ?? '');
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}
