/** What an image shows when it is decoded: its type, its size, and how many frames it has if it moves: `image/png 32x32`. */
export async function describeImage(bytes: ArrayBuffer): Promise<string> {
  // Few cases have images, and loading this takes a while.
  const { default: sharp } = await import('sharp');
  const { format, pages } = await sharp(bytes, { animated: true }).metadata();
  const { width, height } = (await sharp(bytes).raw().toBuffer({ resolveWithObject: true })).info;
  return `image/${format} ${width}x${height}${pages === undefined ? '' : ` ${pages} frames`}`;
}
