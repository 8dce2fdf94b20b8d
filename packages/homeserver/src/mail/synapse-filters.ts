import { formatTimestamp } from './format-timestamp.ts';
import { integer, REQUIRED, text } from './jinja/bind.ts';
import { TemplateFault } from './jinja/fault.ts';
import { filter, type Filter } from './jinja/filters/filter.ts';
import { str } from './jinja/python-text.ts';

/** The filters that Synapse adds to Jinja's. https://element-hq.github.io/synapse/latest/templates.html */
export function synapseFilters(publicBaseurl: string): Readonly<Record<string, Filter>> {
  return {
    format_ts: filter({ format: REQUIRED }, (value, [format]) => {
      const timestamp = typeof value === 'bigint' ? Number(value) : value;
      if (typeof timestamp !== 'number') throw new TemplateFault('format_ts wants milliseconds since the epoch');
      return formatTimestamp(timestamp, text(format, 'format'));
    }),
    localpart_from_email: filter({}, (value) => text(value, 'An email address').replace(/@[^@]*$/, '')),
    mxc_to_http: filter(
      { width: REQUIRED, height: REQUIRED, resize_method: 'crop' },
      (value, [width, height, method = null]) => {
        const size = {
          width: String(integer(width, 'width')),
          height: String(integer(height, 'height')),
          method: str(method),
        };
        return thumbnailUrl(publicBaseurl, text(value, 'An mxc: URI'), size);
      },
    ),
  };
}

/** Where browsers get a thumbnail of a file; nothing if it is not an `mxc:` URI. */
function thumbnailUrl(publicBaseurl: string, uri: string, size: Readonly<Record<string, string>>): string {
  const [, media, fragment = ''] = /^mxc:\/\/([^#]*)(#.*)?$/s.exec(uri) ?? [];
  if (media === undefined) return '';
  return `${publicBaseurl}_matrix/media/v1/thumbnail/${media}?${new URLSearchParams(size).toString()}${fragment}`;
}
