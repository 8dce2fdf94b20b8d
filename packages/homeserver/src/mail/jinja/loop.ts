import { TemplateFault } from './fault.ts';
import { equals } from './operators.ts';
import { Callable, Thing, Undefined, type Value } from './values.ts';

/** What `loop` is while a `for` goes through its items. */
export class Loop {
  readonly #items: readonly Value[];
  readonly #depth: number;
  #index = 0;
  #changedBy: readonly Value[] | undefined;

  /** @param depth How many loops of a recursive `for` there are around this one. */
  constructor(items: readonly Value[], depth: number) {
    this.#items = items;
    this.#depth = depth;
  }

  /** Goes to the item with that index. */
  moveTo(index: number): void {
    this.#index = index;
  }

  /** The object in the template. @param recurse What calling it does, in a recursive `for`. */
  toThing(recurse: Callable['call']): Thing {
    return new Thing('loop', (name) => this.#attribute(name), recurse);
  }

  #attribute(name: string): Value | undefined {
    const [index, count] = [this.#index, this.#items.length];
    switch (name) {
      case 'index':
        return BigInt(index + 1);
      case 'index0':
        return BigInt(index);
      case 'revindex':
        return BigInt(count - index);
      case 'revindex0':
        return BigInt(count - index - 1);
      case 'first':
        return index === 0;
      case 'last':
        return index === count - 1;
      case 'length':
        return BigInt(count);
      case 'depth':
        return BigInt(this.#depth + 1);
      case 'depth0':
        return BigInt(this.#depth);
      case 'previtem':
        return this.#itemAt(index - 1, 'there is no previous item');
      case 'nextitem':
        return this.#itemAt(index + 1, 'there is no next item');
      case 'cycle':
        return new Callable((args) => {
          const value = args[index % args.length];
          if (value === undefined) throw new TemplateFault('no items for cycling given');
          return value;
        });
      case 'changed':
        return new Callable((args) => {
          const before = this.#changedBy;
          this.#changedBy = args;
          return before?.length !== args.length || args.some((arg, at) => !equals(arg, before[at] ?? null));
        });
      default:
        return undefined;
    }
  }

  #itemAt(index: number, hint: string): Value {
    const item = index < 0 ? undefined : this.#items[index];
    return item === undefined ? new Undefined(hint) : item;
  }
}
