import type { Thumbnail, ThumbnailKey } from './thumbnail.ts';

/**
 * The thumbnail that comes closest to what is wanted, of those that are made by the wanted method; undefined if there is
 * none. What is as wide or as high as wanted goes before everything smaller. Then count: for `crop` the proportions, and
 * whether it must be enlarged; the size; the type; and the length.
 */
export function selectThumbnail(made: readonly Thumbnail[], wanted: ThumbnailKey): Thumbnail | undefined {
  const candidates = made
    .filter(({ method }) => method === wanted.method)
    .map((thumbnail) => ({ thumbnail, distance: distanceOf(thumbnail, wanted) }));
  // A stable sort: of those that are equally close, the first counts.
  return candidates.toSorted((one, other) => compare(one.distance, other.distance))[0]?.thumbnail;
}

/** How far off a thumbnail is: what comes first counts most. */
function distanceOf({ width, height, type, length }: Thumbnail, wanted: ThumbnailKey): number[] {
  const isSmaller = width < wanted.width && height < wanted.height;
  const isEnlarged = width < wanted.width || height < wanted.height;
  const proportions = Math.abs(wanted.width * height - wanted.height * width);
  return [
    Number(isSmaller),
    ...(wanted.method === 'crop' ? [proportions, Number(isEnlarged)] : []),
    Math.abs((wanted.width - width) * (wanted.height - height)),
    Number(type !== wanted.type),
    length,
  ];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
