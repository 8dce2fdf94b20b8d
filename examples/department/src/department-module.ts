import { Cached, Codes, Module, ModuleApi, SynapseError, ThirdPartyRules, WebResource, type UserId } from '@bouton/sdk';
import { DepartmentConfig } from './department-config.ts';

/** Knows each user's department, looked up in an external service and kept until the user's profile changes. */
@Module({ config: DepartmentConfig })
export class DepartmentModule {
  constructor(
    private readonly config: DepartmentConfig,
    private readonly api: ModuleApi,
  ) {}

  /** The user's department; null if the service does not know the user. */
  @Cached({ maxEntries: 1_000 })
  async department(user: UserId): Promise<string | null> {
    const url = `${this.config.url.replace(/\/$/, '')}/${encodeURIComponent(user)}`;
    const response = await fetch(url, { signal: AbortSignal.timeout(this.config.timeout) });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`The department service answered ${response.status} for ${user}`);

    const body: unknown = await response.json();
    const department = typeof body === 'object' && body !== null && 'department' in body ? body.department : undefined;
    if (typeof department !== 'string') throw new Error(`The department service named no department for ${user}`);
    return department;
  }

  @ThirdPartyRules
  async onProfileUpdate(user: UserId): Promise<void> {
    await this.api.invalidateCache(this.department, [user]);
  }

  @WebResource('/_synapse/client/department')
  async show(request: Request): Promise<object> {
    const { user } = await this.api.getUserByReq(request);
    const department = await this.department(user).catch((error: unknown) => {
      this.api.logger.error('Cannot look up the department', { user, error });
      throw new SynapseError(502, 'The department service cannot be reached', Codes.UNKNOWN);
    });
    if (department === null) throw new SynapseError(404, 'This user has no department', Codes.NOT_FOUND);
    return { user_id: user, department };
  }
}
