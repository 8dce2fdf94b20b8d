import { Duration, IsHttpUrl } from '@bouton/sdk/config';

/** The configuration of `DepartmentModule`. */
export class DepartmentConfig {
  /** The service that knows departments: `GET <url>/<user ID>` answers `{"department": "…"}`, or 404. */
  @IsHttpUrl()
  url!: string;

  /** How long to wait for the service. */
  @Duration()
  timeout: number = 5_000;
}
