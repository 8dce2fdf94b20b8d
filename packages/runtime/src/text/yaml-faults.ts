import { isAlias, isMap, isNode, isScalar, isSeq, visit, type Document, type Node, type YAMLError } from 'yaml';
import type { SourceRange } from './source-range.ts';
import { isMerge } from './yaml-value.ts';

/** A fault in the YAML itself. */
export interface YamlFault {
  readonly range: SourceRange;
  readonly message: string;
}

/**
 * What the parser says in words that are for programmers, or with pieces of the file, said to administrators. No message quotes
 * the file: what it quotes may be a secret, and the code frame shows the rest.
 */
const MESSAGES: Partial<Record<YAMLError['code'], string>> = {
  BAD_SCALAR_START: 'A value that begins with @, ` or another reserved character must stand in quotes',
  BAD_DIRECTIVE: 'A line that begins with % is an unknown directive',
  BAD_DQ_ESCAPE:
    'After a \\ in double quotes stands no character that YAML knows; single quotes take every character as it is',
  DUPLICATE_KEY: 'This key stands twice in one mapping',
  MULTIPLE_DOCS: 'This file may hold only one YAML document',
  TAG_RESOLVE_FAILED: 'This tag is not known here; a value that begins with ! must stand in quotes',
  UNEXPECTED_TOKEN: 'This must not stand here; a value that begins or goes on like this must stand in quotes',
};

/** Finds all that is wrong with a document as YAML: its syntax, unknown tags, aliases and merge keys that lead nowhere. */
export function yamlFaults(document: Document.Parsed): readonly YamlFault[] {
  const faults = [...document.errors, ...document.warnings].map(({ code, message, pos: [start, end] }) => ({
    range: { start, end },
    message: message.startsWith('A lone') ? message : (MESSAGES[code] ?? message),
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
      if (target === undefined)
        report(alias, 'There is no anchor before this alias; a value that begins with * must stand in quotes');
      else if (ancestors.includes(target)) report(alias, 'This alias stands inside its own anchor');
    },
    Pair(_, pair) {
      if (isNode(pair.key) && !isScalar(pair.key) && !isAlias(pair.key)) report(pair.key, 'A key must be a string');
      if (!isMerge(pair)) return;
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
