import sharp, { type Sharp } from 'sharp';

const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;

/** A plain image. @param alpha How opaque it is. */
export function plainImage(width: number, height: number, alpha: number = 1): Sharp {
  return sharp({ create: { width, height, channels: 4, background: { r: 200, g: 30, b: 30, alpha } } });
}

/** An image of random pixels, which does not get short. */
export function noisyImage(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: 'red', noise } });
}

/** An animation with frames of 60 x 40, as GIF. */
export function animatedImage(frames: number): Sharp {
  const size = { width: 60, height: 40 * frames, pageHeight: 40 };
  return sharp({ create: { ...size, channels: 3, background: 'red', noise } }).gif({
    delay: Array.from({ length: frames }, () => 50),
  });
}
