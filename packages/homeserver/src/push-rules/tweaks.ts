import type { JsonObject, JsonValue } from '@bouton/sdk';
import type { PushAction } from './push-rule.ts';

/** The tweaks that actions set, by name; one without a value is true. https://spec.matrix.org/v1.16/client-server-api/#actions */
export function tweaksOf(actions: readonly PushAction[]): JsonObject {
  const tweaks: [string, JsonValue][] = [];
  for (const action of actions) {
    if (typeof action === 'string') continue;
    const { set_tweak: name, value = true } = action;
    if (typeof name === 'string') tweaks.push([name, value]);
  }
  return Object.fromEntries(tweaks);
}
