import { createPropertyDecorator } from './create-property-decorator.ts';
import type { EachOf, PropertyDecoratorFor, PropertyOptions } from './property-decorator.ts';

/**
 * The property is the URL of an HTTP service, `http://sydent:8090`: with `http:` or `https:`, and any host, also one without a
 * dot, which class-validator's `@IsUrl()` refuses. With `each` a list of them.
 */
export function IsHttpUrl<const Options extends PropertyOptions = PropertyOptions>(
  options?: Options,
): PropertyDecoratorFor<EachOf<Options, string>> {
  return createPropertyDecorator(
    { name: 'IsHttpUrl', wanted: 'must be a URL like https://example.com or http://sydent:8090', parse: parseHttpUrl },
    options ?? {},
  );
}

function parseHttpUrl(value: unknown): string | undefined {
  const isHttpUrl = typeof value === 'string' && /^https?:\/\/[^\s/]\S*$/i.test(value) && URL.canParse(value);
  return isHttpUrl ? value : undefined;
}
