import { describe, expect, test } from 'vitest';
import { issuesOf, valueOf } from './fixtures/example-config.ts';
import { IsIn, IsOptional, IsString, Secret, Transform, Type, ValidateNested } from './index.ts';

describe('a discriminator', () => {
  class Shape {
    @IsIn(['circle', 'square'])
    kind!: string;
  }
  class Circle extends Shape {
    @IsString()
    radius!: string;
  }
  class Square {
    @IsString()
    side!: string;
  }
  class Config {
    @ValidateNested({ each: true })
    @Type(() => Shape, {
      discriminator: {
        property: 'kind',
        subTypes: [
          { name: 'circle', value: Circle },
          { name: 'square', value: Square },
        ],
      },
      keepDiscriminatorProperty: true,
    })
    shapes: (Circle | Square)[] = [];
  }

  test('tells the class of each item', () => {
    const raw = {
      shapes: [
        { kind: 'circle', radius: 'r' },
        { kind: 'square', side: 's' },
      ],
    };
    const { shapes } = valueOf(Config, raw) as Config;
    expect(shapes.map((shape) => shape.constructor)).toEqual([Circle, Square]);
    expect(shapes).toEqual(raw.shapes);
  });

  test('that is unknown, missing or beside a null hides no other fault', () => {
    const raw = { shapes: [null, { kind: 'star' }, {}, { kind: 'circle', radius: 1 }, 'text'] };
    expect(issuesOf(Config, raw)).toEqual([
      'shapes/1/kind (value) must be one of the following values: circle, square',
      'shapes/2/kind (value) is required: must be one of the following values: circle, square',
      'shapes/0 (value) must be a mapping',
      'shapes/3/radius (value) must be a string',
      'shapes/4 (value) must be a mapping',
    ]);
  });
});

describe('@Transform', () => {
  class Schedule {
    readonly hours: readonly number[];

    constructor(text: string) {
      this.hours = text.split('-').map(Number);
    }
  }
  class Config {
    @Transform(({ value }) => new Schedule(value as string))
    @IsOptional()
    open: Schedule = new Schedule('8-18');

    @Transform(({ value }) => new RegExp(value as string, 'u'))
    @IsOptional()
    match: RegExp = /^$/u;

    @IsString()
    name: string = '';
  }

  test('may build an object of another class', () => {
    expect(valueOf(Config, { open: '9-17', match: '^a' })).toEqual({
      open: new Schedule('9-17'),
      match: /^a/u,
      name: '',
    });
  });

  test('that throws is a fault at its value, and hides no other', () => {
    expect(issuesOf(Config, { match: '(', name: 5 })).toEqual([
      'match (value) cannot be used: Invalid regular expression: /(/u: Unterminated group',
      'name (value) must be a string',
    ]);
  });

  test('replaces that of a class that is extended, if its property is decorated anew', () => {
    class Derived extends Config {
      @Transform(({ value }) => String(value).toUpperCase())
      @IsOptional()
      override match: RegExp = /^$/u;
    }
    expect(valueOf(Derived, { match: '(' })).toMatchObject({ match: '(' });
  });
});

test('what a transform of a secret throws does not show the secret', () => {
  class Config {
    @Secret()
    @Transform(({ value }) => new RegExp(value as string, 'u').source)
    pattern: string = '';
  }
  expect(issuesOf(Config, { pattern: '(hunter-2' })).toEqual([
    'pattern (value) cannot be used: Invalid regular expression: /***/u: Unterminated group',
  ]);
});
