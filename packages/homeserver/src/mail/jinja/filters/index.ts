import type { Filter } from './filter.ts';
import { LIST_FILTERS } from './list-filters.ts';
import { NUMBER_FILTERS } from './number-filters.ts';
import { TEXT_FILTERS } from './text-filters.ts';
import { toJson } from './to-json.ts';

/** The filters by name, but those of Synapse that need its settings. */
export const FILTERS: ReadonlyMap<string, Filter> = new Map(
  Object.entries({ ...LIST_FILTERS, ...NUMBER_FILTERS, ...TEXT_FILTERS, tojson: toJson }),
);
