/**
 * The path that a request names, its percent-encoding decoded segment by segment; undefined where that is malformed, or
 * where a segment holds a slash, which no path of a web resource can name.
 */
export function decodePath(pathname: string): string | undefined {
  if (!pathname.includes('%')) return pathname;
  const segments: string[] = [];
  for (const encoded of pathname.split('/')) {
    const segment = decode(encoded);
    if (segment === undefined || segment.includes('/')) return undefined;
    segments.push(segment);
  }
  return segments.join('/');
}

function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
