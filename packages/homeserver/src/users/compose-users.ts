import type { HomeserverContext } from '../context.ts';
import type { MailServices } from '../mail/compose-mail.ts';
import { AccessTokens } from './access-tokens.ts';
import { AccountStore } from './account-store.ts';
import { Accounts } from './accounts.ts';
import { Authenticator } from './authenticator.ts';
import { ClientIps } from './client-ips.ts';
import { Devices } from './devices.ts';
import { ExternalIds } from './external-ids.ts';
import { InteractiveAuth } from './interactive-auth.ts';
import { LoginTokens } from './login-tokens.ts';
import { Login } from './login.ts';
import { PasswordChanger } from './password-changer.ts';
import { Profiles } from './profiles.ts';
import { Reauthentication } from './reauthentication.ts';
import { RegistrationTokens } from './registration-tokens.ts';
import { Registration } from './registration.ts';
import { SsoCompletion } from './sso-completion.ts';
import { ThreepidSessions } from './threepid-sessions.ts';
import { ThreepidValidation } from './threepid-validation.ts';
import { Threepids } from './threepids.ts';
import { UserDirectory } from './user-directory.ts';
import { UserList } from './user-list.ts';

/** Everything about users that needs no rooms. */
export interface Users {
  readonly accountStore: AccountStore;
  readonly accounts: Accounts;
  readonly authenticator: Authenticator;
  readonly clientIps: ClientIps;
  readonly devices: Devices;
  readonly externalIds: ExternalIds;
  readonly login: Login;
  readonly loginTokens: LoginTokens;
  readonly passwordChanger: PasswordChanger;
  readonly profiles: Profiles;
  readonly reauthentication: Reauthentication;
  readonly registration: Registration;
  readonly registrationTokens: RegistrationTokens;
  readonly ssoCompletion: SsoCompletion;
  readonly threepidValidation: ThreepidValidation;
  readonly threepids: Threepids;
  readonly userDirectory: UserDirectory;
  readonly userList: UserList;
}

/** What the users need from the other parts of the homeserver. */
export interface UsersNeeds {
  readonly context: HomeserverContext;
  readonly mail: MailServices;
  /** With a trailing slash. */
  readonly publicBaseurl: string;
}

/** Builds everything about users that needs no rooms. */
export function composeUsers({ context, mail, publicBaseurl }: UsersNeeds): Users {
  const threepids = new Threepids(context);
  const accountStore = new AccountStore(context.database);
  const accounts = new Accounts(context, accountStore, threepids);
  const profiles = new Profiles(context.database);
  const clientIps = new ClientIps(context);
  const accessTokens = new AccessTokens(context.database);
  const devices = new Devices(context, accessTokens, clientIps);
  const loginTokens = new LoginTokens(context);
  const login = new Login({ context, accounts, devices, threepids, tokens: loginTokens });
  const interactiveAuth = new InteractiveAuth(context.clock);
  const reauthentication = new Reauthentication(login, interactiveAuth);
  const registrationTokens = new RegistrationTokens(context, interactiveAuth);
  const validation = new ThreepidValidation(context, new ThreepidSessions(context), mail.validationMails);
  const registering = { context, accounts, devices, interactiveAuth, registrationTokens, threepids, validation };
  return {
    accountStore,
    accounts,
    authenticator: new Authenticator({ context, accounts, accessTokens, clientIps }),
    clientIps,
    devices,
    externalIds: new ExternalIds(context.database),
    login,
    loginTokens,
    passwordChanger: new PasswordChanger({ ...registering, reauthentication }),
    profiles,
    reauthentication,
    registration: new Registration(registering),
    registrationTokens,
    ssoCompletion: new SsoCompletion({
      context,
      publicBaseurl,
      templates: mail.templates,
      accounts,
      loginTokens,
      profiles,
    }),
    threepidValidation: validation,
    threepids,
    userDirectory: new UserDirectory(context),
    userList: new UserList(context.database),
  };
}
