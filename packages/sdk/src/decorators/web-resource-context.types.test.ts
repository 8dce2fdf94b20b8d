import { expect, expectTypeOf, test } from 'vitest';
import { readWebResourceNotes } from '../metadata/read-notes.ts';
import type { WebResourceContext } from '../types/web-resource.ts';
import { WebResource } from './web-resource.ts';

test('WebResource gives the parameters of the path, typed', () => {
  class Accepted {
    @WebResource('/demo/:room/events/:event')
    one(_request: Request, { params, rest }: WebResourceContext<'/demo/:room/events/:event'>): object {
      expectTypeOf(params).toEqualTypeOf<{ readonly room: string; readonly event: string }>();
      expectTypeOf(rest).toEqualTypeOf<undefined>();
      return params;
    }

    @WebResource('/demo/:room/*')
    two(_request: Request, { params, rest, address }: WebResourceContext<'/demo/:room/*'>): object {
      expectTypeOf(params).toEqualTypeOf<{ readonly room: string }>();
      expectTypeOf(rest).toEqualTypeOf<string>();
      expectTypeOf(address).toEqualTypeOf<string>();
      return params;
    }

    @WebResource('/demo/:any')
    three(_request: Request, { params, rest }: WebResourceContext): object {
      expectTypeOf(params).toEqualTypeOf<Readonly<Record<string, string>>>();
      expectTypeOf(rest).toEqualTypeOf<string | undefined>();
      return params;
    }
  }
  expect(readWebResourceNotes(Accepted).map(({ path }) => path)).toEqual([
    '/demo/:room/events/:event',
    '/demo/:room/*',
    '/demo/:any',
  ]);
});
