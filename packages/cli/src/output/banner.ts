import type { Homeserver } from '@bouton/homeserver';
import packageJson from '../../package.json' with { type: 'json' };
import { table } from './table.ts';

/** What a homeserver says when it has started: its address, and its modules in order with what they have registered. */
export function banner({ baseUrl, serverName, runtime }: Homeserver): string {
  const { modules, callbacks, loginTypes, webResources } = runtime.inspect();
  const rows = modules.map(({ name }, index) => {
    const asked = callbacks.filter((callback) => callback.modules.includes(name)).map(({ callback }) => callback);
    const checked = loginTypes.filter((type) => type.modules.includes(name)).map(({ loginType }) => loginType);
    const served = webResources.filter(({ module }) => module === name).map(({ path }) => path);
    return [String(index + 1), name, [...asked, ...checked].join('\n'), served.join('\n')];
  });
  const heading = `bouton ${packageJson.version} · ${serverName} · ${baseUrl}`;
  if (rows.length === 0) return `${heading}\n\nNo modules are configured.`;
  return `${heading}\n\n${table([['#', 'module', 'callbacks', 'web resources'], ...rows])}\n`;
}
