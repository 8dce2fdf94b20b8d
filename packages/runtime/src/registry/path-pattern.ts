/** What a request's path has in the places of a pattern's parameters and `*`. */
export interface PathMatch {
  readonly params: Readonly<Record<string, string>>;
  readonly rest: string | undefined;
}

/** A path of a web resource: `/codes/:code/files/*`. A parameter is a whole segment; `*` stands at the end for whatever follows. */
export class PathPattern {
  /** The path without the names of its parameters: patterns with one shape match the same requests. */
  readonly shape: string;
  /** The path up to its first parameter or `*`: all of it if it has neither. */
  readonly literal: string;
  readonly #segments: readonly string[];

  constructor(path: string) {
    this.#segments = path.split('/').slice(1);
    this.shape = this.#segments.map((segment) => `/${segment.startsWith(':') ? ':' : segment}`).join('');
    const first = this.#segments.findIndex((segment) => rank(segment) > 0);
    this.literal = first < 0 ? path : ['', ...this.#segments.slice(0, first)].join('/');
  }

  /** Whether it matches no other path than itself. */
  get isLiteral(): boolean {
    return !this.#segments.some((segment) => rank(segment) > 0);
  }

  /** What the decoded segments of a request's path have for it; undefined if they do not fit. */
  match(segments: readonly string[]): PathMatch | undefined {
    const hasRest = this.#segments.at(-1) === '*';
    const fixed = hasRest ? this.#segments.slice(0, -1) : this.#segments;
    if (hasRest ? segments.length <= fixed.length : segments.length !== fixed.length) return undefined;
    const params: Record<string, string> = {};
    for (const [index, wanted] of fixed.entries()) {
      const found = segments[index] ?? '';
      if (!wanted.startsWith(':')) {
        if (found !== wanted) return undefined;
      } else if (found === '') {
        return undefined;
      } else {
        Object.defineProperty(params, wanted.slice(1), { value: found, enumerable: true });
      }
    }
    if (!hasRest) return { params, rest: undefined };
    const rest = segments.slice(fixed.length);
    return rest.every(isPlain) ? { params, rest: rest.join('/') } : undefined;
  }

  /** Sorts those first that say more: a text before a parameter before `*`, segment by segment. */
  static compare(this: void, one: PathPattern, other: PathPattern): number {
    const length = Math.max(one.#segments.length, other.#segments.length);
    for (let index = 0; index < length; index++) {
      const difference = rank(one.#segments[index]) - rank(other.#segments[index]);
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

/**
 * The segments of a request's path, percent-decoded; undefined if that is malformed. `https://here/a/b%2Fc` has `a` and `b/c`.
 */
export function decodeSegments(pathname: string): readonly string[] | undefined {
  try {
    return pathname.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function rank(segment = ''): number {
  if (segment === '*') return 2;
  return segment.startsWith(':') ? 1 : 0;
}

/** A rest is often the path of a file: nobody gets out of its folder with an encoded slash. */
function isPlain(segment: string): boolean {
  return segment !== '.' && segment !== '..' && !/[/\\\0]/.test(segment);
}
