/**
 * A whole number, not below zero, or text of one with one of the units behind it, in terms of the smallest unit.
 *
 * @returns Undefined where it is none, or too large to be exact.
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
