import { parseByteSize, parseDuration } from '@bouton/sdk/host';
import { z } from 'zod';
import type { RatelimitSettings } from './settings.ts';

/** A size in the configuration file, in bytes. */
export const byteSize: z.ZodType<number> = quantity(
  parseByteSize,
  'must be a size like 512K, 10M, 2G or 1T, or a number of bytes',
);

/** A duration in the configuration file, in milliseconds. */
export const duration: z.ZodType<number> = quantity(
  parseDuration,
  'must be a duration like 30s, 5m, 2h, 7d, 4w or 1y, or a number of milliseconds',
);

/** A section of settings that may be left out as a whole. */
export function strictSection<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodPrefault<z.ZodObject<Shape, z.core.$strict>> {
  const section = z.strictObject(shape);
  return section.prefault({} as z.input<typeof section>);
}

/** A section that says how often something may be done. */
export function rateLimit(perSecond: number, burstCount: number): z.ZodType<RatelimitSettings> {
  return strictSection({
    per_second: z.number().min(0).default(perSecond),
    burst_count: z.int().min(1).default(burstCount),
  }).transform((limit) => ({ perSecond: limit.per_second, burstCount: limit.burst_count }));
}

/** A number with a unit. */
function quantity(parse: (value: unknown) => number | undefined, message: string): z.ZodType<number> {
  return z.unknown().transform((value, check): number => {
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    check.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}
