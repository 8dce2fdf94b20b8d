import { isScalar, LineCounter, parse, parseDocument, type Document } from 'yaml';
import type { ConfigPath } from './config-path.ts';
import { maskSecrets, maskValue } from './mask-secrets.ts';
import type { SourceRange } from './source-range.ts';
import { yamlFaults, type YamlFault } from './yaml-faults.ts';
import { yamlItem, yamlRange } from './yaml-range.ts';
import { YAML_1_1_TAGS } from './yaml-tags.ts';
import { yamlValue, type YamlValueFault } from './yaml-value.ts';

/** A YAML file that knows where everything in it stands. It is read as Synapse reads YAML: by PyYAML's rules of YAML 1.1. */
export class YamlSource {
  /** The file's name, as messages show it. */
  readonly name: string;
  readonly text: string;
  /** What is wrong with the file as YAML. If there is anything, its value is what could be read. */
  readonly faults: readonly YamlFault[];
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();
  #shownText: string;

  /** @param options.repeatedKeys Whether a key may stand twice in one mapping, as for Synapse: the last counts. */
  constructor(name: string, text: string, options: { readonly repeatedKeys?: boolean } = {}) {
    this.name = name;
    this.text = text;
    this.#document = parseDocument(text, {
      version: '1.1',
      schema: 'failsafe',
      customTags: (tags) => [...tags, ...YAML_1_1_TAGS],
      uniqueKeys: options.repeatedKeys !== true,
      merge: true,
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

  /** Hides one more value in the shown text, if it is there. */
  hide(path: ConfigPath): void {
    const item = yamlItem(this.#document, path);
    if (item !== undefined) this.#shownText = maskValue(this.#shownText, this.#document, item.key, item.value);
  }

  /** The file's content as JSON has it, null if it holds nothing; and what JSON cannot have, in whose place stands null. */
  read(): { readonly value: unknown; readonly faults: readonly YamlValueFault[] } {
    return yamlValue(this.#document);
  }

  /** The stretch to underline for a fault: see {@linkcode yamlRange}. */
  range(path: ConfigPath, at: 'key' | 'value'): SourceRange {
    return yamlRange(this.#document, path, at);
  }

  /**
   * What may be surprising about a value, or a key: YAML 1.2, which other programs read, takes it for something else. Undefined if nothing
   * is, and of values that are not shown.
   */
  advice(path: ConfigPath, at: 'key' | 'value' = 'value'): string | undefined {
    const value = yamlItem(this.#document, path)?.[at];
    if (!isScalar(value) || value.type !== 'PLAIN' || value.source === undefined) return undefined;
    const { start, end } = this.range(path, at);
    if (this.#shownText.slice(start, end) !== this.text.slice(start, end)) return undefined;
    const here: unknown = value.value;
    if (JSON.stringify(here) === JSON.stringify(parse(value.source, { version: '1.2' }))) return undefined;
    if (typeof here === 'object' && here !== null) return undefined;
    if (typeof here === 'string') return `YAML 1.1, which Synapse reads, takes ${value.source} for a text`;
    return `YAML 1.1, which Synapse reads, takes ${value.source} for ${String(here)}; in quotes it is a text`;
  }

  /** The line and the column of an offset, both counted from 1. */
  position(offset: number): { readonly line: number; readonly column: number } {
    // What is missing at the end of a file is shown after its last character, not on the empty line that follows.
    const { line, col } = this.#lines.linePos(Math.min(offset, this.text.trimEnd().length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}
