import { PathPattern, type Registry } from '@bouton/runtime';

/** Where Synapse must hand requests over: at one path, and perhaps at all that lie below it. */
export interface WebRoot {
  readonly path: string;
  /** Whether it takes what lies below the path too: then something there has a parameter or `*`, and the Node host decides. */
  readonly below: boolean;
  /** The modules that answer there, for messages. */
  readonly module: string;
}

/** Where Synapse must hand requests over so that all web resources of a registry are reached. */
export function webRoots({ webResources }: Pick<Registry, 'webResources'>): readonly WebRoot[] {
  const patterns = [...webResources].map(([path, { module }]) => ({ module, ...partsOf(path) }));
  const roots = [...Map.groupBy(patterns, ({ path }) => path)].map(([path, all]) => ({
    path,
    below: all.some(({ below }) => below),
    module: [...new Set(all.map(({ module }) => module))].join(', '),
  }));
  return roots.filter(({ path }) => !roots.some((other) => other.below && path.startsWith(`${other.path}/`)));
}

function partsOf(path: string): Pick<WebRoot, 'path' | 'below'> {
  const { literal, isLiteral } = new PathPattern(path);
  return { path: literal, below: !isLiteral };
}
