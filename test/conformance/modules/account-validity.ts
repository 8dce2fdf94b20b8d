import { AccountValidity, Module, type UserId } from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

/** The account validity callbacks that any number of modules may have. */
@Module({ config: RecordingConfig })
export class AccountValidityModule extends RecordingModule {
  @AccountValidity
  isUserExpired(user: UserId): Promise<boolean | null> {
    return this.play<boolean | null>('is_user_expired', user, [user], null);
  }

  @AccountValidity
  onUserRegistration(user: UserId): Promise<void> {
    return this.play('on_user_registration', user, [user], undefined);
  }

  @AccountValidity
  onUserLogin(user: UserId, providerType: string | null, providerId: string | null): Promise<void> {
    return this.play('on_user_login', user, [user, providerType, providerId], undefined);
  }
}

/** The account validity callbacks that only one module may have. */
@Module({ config: RecordingConfig })
export class LegacyAccountValidityModule extends RecordingModule {
  @AccountValidity
  onLegacySendMail(user: UserId): Promise<void> {
    return this.play('on_legacy_send_mail', user, [user], undefined);
  }

  @AccountValidity
  onLegacyRenew(token: string): Promise<[boolean, boolean, number]> {
    return this.play<[boolean, boolean, number]>('on_legacy_renew', token, [token], [false, false, 0]);
  }

  @AccountValidity
  onLegacyAdminRequest(request: Request): Promise<number> {
    return this.play('on_legacy_admin_request', '', [request], 1_234_567);
  }
}
