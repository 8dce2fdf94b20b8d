// A module whose config has a decorator of class-validator, which knows only legacy decorators.
import { Module } from '@bouton/sdk';
import { IsInt } from '@bouton/sdk/config';

export class Config {
  @IsInt()
  level = 1;
}

@Module({ config: Config })
export class Guard {
  constructor(readonly config: Config) {}
}
