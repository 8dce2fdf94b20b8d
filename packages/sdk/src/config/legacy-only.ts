import { propertyDecorator } from './decorated-property.ts';
import { refuseTc39Call } from './refuse-tc39-call.ts';

/** The same function that makes a decorator, whose decorator says what to do if it is called as TC39 has it. */
export function legacyOnly<Make extends (...args: never[]) => PropertyDecorator>(name: string, make: Make): Make {
  const made = (...args: readonly unknown[]): PropertyDecorator => {
    const decorate = Reflect.apply(make, undefined, args) as PropertyDecorator;
    return propertyDecorator((decorated) => {
      refuseTc39Call(`@${name}`, decorated);
      Reflect.apply(decorate, undefined, decorated);
    });
  };
  return made as unknown as Make;
}
