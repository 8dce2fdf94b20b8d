import { LineCounter, parseDocument, type Document } from 'yaml';
import type { ConfigPath } from './config-path.ts';
import { maskRange, maskSecrets } from './mask-secrets.ts';
import type { SourceRange } from './source-range.ts';
import { yamlFaults, type YamlFault } from './yaml-faults.ts';
import { yamlRange, yamlValueRange } from './yaml-range.ts';

/** A YAML file that knows where everything in it stands. */
export class YamlSource {
  /** The file's name, as messages show it. */
  readonly name: string;
  readonly text: string;
  /** What is wrong with the file as YAML. Where there is anything, its value means nothing. */
  readonly faults: readonly YamlFault[];
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();
  #shownText: string;

  /** @param version Of YAML 1.1 files, keys may stand twice, as for Synapse: the last counts. */
  constructor(name: string, text: string, version: '1.1' | '1.2' = '1.2') {
    this.name = name;
    this.text = text;
    this.#document = parseDocument(text, {
      version,
      uniqueKeys: version === '1.2',
      merge: true,
      stringKeys: true,
      prettyErrors: false,
      lineCounter: this.#lines,
    });
    this.#shownText = maskSecrets(text, this.#document);
    this.faults = yamlFaults(this.#document);
  }

  /** The text as messages show it: without the values of secrets. */
  get shownText(): string {
    return this.#shownText;
  }

  /** Hides one more value in the shown text, where it is there. */
  hide(path: ConfigPath): void {
    const range = yamlValueRange(this.#document, path);
    if (range !== undefined) this.#shownText = maskRange(this.#shownText, range);
  }

  /** The file's content; null where it holds nothing. What aliases share, it shares. */
  toJs(): unknown {
    return this.#document.toJS({ maxAliasCount: -1 });
  }

  /** The stretch to underline for a fault: see {@linkcode yamlRange}. */
  range(path: ConfigPath, at: 'key' | 'value'): SourceRange {
    return yamlRange(this.#document, path, at);
  }

  /** The line and the column of an offset, both counted from 1. */
  position(offset: number): { readonly line: number; readonly column: number } {
    // What is missing at the end of a file is shown after its last character, not on the empty line that follows.
    const { line, col } = this.#lines.linePos(Math.min(offset, this.text.trimEnd().length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}
