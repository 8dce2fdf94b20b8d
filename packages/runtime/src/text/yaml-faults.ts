import { isAlias, isMap, isNode, isScalar, isSeq, visit, type Document, type Node, type YAMLError } from 'yaml';
import type { SourceRange } from './source-range.ts';

/** A fault in the YAML itself. */
export interface YamlFault {
  readonly range: SourceRange;
  readonly message: string;
}

/** What the parser says in words that are for programmers, said to administrators. */
const MESSAGES: Partial<Record<YAMLError['code'], string>> = {
  BAD_SCALAR_START: 'A value that begins with @, ` or another reserved character must stand in quotes',
  DUPLICATE_KEY: 'This key stands twice in one mapping',
  MULTIPLE_DOCS: 'This file may hold only one YAML document',
  NON_STRING_KEY: 'A key must be a string',
};

/** Finds all that is wrong with a document as YAML: its syntax, unknown tags, aliases and merge keys that lead nowhere. */
export function yamlFaults(document: Document.Parsed): readonly YamlFault[] {
  const faults = [...document.errors, ...document.warnings].map(({ code, message, pos: [start, end] }) => ({
    range: { start, end },
    message: MESSAGES[code] ?? message,
  }));
  if (faults.length === 0) checkReferences(document, faults);
  return faults;
}

function checkReferences(document: Document.Parsed, faults: YamlFault[]): void {
  const report = (node: Node, message: string): void => {
    const [start, end] = node.range ?? [0, 0];
    faults.push({ range: { start, end }, message });
  };
  visit(document, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      if (target === undefined) report(alias, `There is no anchor &${alias.source} before this alias`);
      else if (ancestors.includes(target)) report(alias, `The alias *${alias.source} stands inside its own anchor`);
    },
    Pair(_, pair) {
      if (!isScalar(pair.key) || pair.key.value !== '<<' || pair.key.type !== 'PLAIN') return;
      const sources = isSeq(pair.value) ? pair.value.items : [pair.value];
      for (const source of sources) {
        const target = isAlias(source) ? source.resolve(document) : source;
        if (target !== undefined && !isMap(target) && isNode(source)) {
          report(source, 'What << merges must be a mapping, or an alias of one');
        }
      }
    },
  });
}
