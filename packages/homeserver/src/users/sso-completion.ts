import { SynapseError, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { htmlResponse } from '../http/html-response.ts';
import { redirect } from '../http/redirect.ts';
import type { SyncTemplate, TemplateReader } from '../mail/template-reader.ts';
import type { Accounts } from './accounts.ts';
import type { LoginTokens } from './login-tokens.ts';
import type { Profiles } from './profiles.ts';

/** A single sign-on that has found out who the user is. */
export interface CompletedSso {
  readonly userId: UserId;
  /** Where the client waits. */
  readonly clientRedirectUrl: string;
  /** Whether the account has just been made. */
  readonly newUser: boolean;
  readonly authProviderId: string;
}

interface Parts {
  readonly context: HomeserverContext;
  readonly publicBaseurl: string;
  readonly templates: TemplateReader;
  readonly accounts: Accounts;
  readonly loginTokens: LoginTokens;
  readonly profiles: Profiles;
}

/** Ends a single sign-on: sends the user back to the client, with a token for a login. */
export class SsoCompletion {
  readonly #parts: Parts;
  readonly #confirm: SyncTemplate;
  readonly #deactivated: SyncTemplate;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#confirm = parts.templates.readOne('sso_redirect_confirm.html');
    this.#deactivated = parts.templates.readOne('sso_account_deactivated.html');
  }

  /**
   * Redirects to a client that the settings name; to any other, after the user has agreed on a page. Tells the modules.
   *
   * @throws {SynapseError} 404 for an unknown user.
   */
  async complete({ userId, clientRedirectUrl, newUser, authProviderId }: CompletedSso): Promise<Response> {
    const { context, accounts, loginTokens, profiles } = this.#parts;
    const user = accounts.get(userId);
    if (user === undefined) throw new SynapseError(404, 'User not found');
    if (user.isDeactivated) return htmlResponse(this.#deactivated(), 403);
    const token = await loginTokens.create({ userId, authProviderId });
    const redirectUrl = withLoginToken(clientRedirectUrl, token);
    await context.callbacks.accountValidity.onUserLogin(userId, 'm.login.sso', authProviderId);
    if (this.#isTrusted(clientRedirectUrl)) {
      return redirect(redirectUrl);
    }
    const { displayName, avatarUrl } = profiles.get(userId);
    const page = this.#confirm({
      display_url: displayedUrl(clientRedirectUrl),
      redirect_url: redirectUrl,
      server_name: context.serverName,
      new_user: newUser,
      user_id: userId,
      user_profile: { display_name: displayName, avatar_url: avatarUrl },
    });
    return htmlResponse(page);
  }

  #isTrusted(url: string): boolean {
    const { context, publicBaseurl } = this.#parts;
    const trusted = [...context.settings.ssoClientWhitelist, `${publicBaseurl}_matrix/static/client/login`];
    return trusted.some((beginning) => url.startsWith(beginning));
  }
}

/** The query gets the token; what it has stays. */
function withLoginToken(url: string, token: string): string {
  const [, base = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? [];
  const parameters = new URLSearchParams(query);
  parameters.append('loginToken', token);
  return `${base}?${parameters.toString()}${fragment}`;
}

/** What the user reads: of a web address the host, of another one what precedes its query. */
function displayedUrl(url: string): string {
  const host = /^https:\/\/([^/?#]*)/i.exec(url)?.[1];
  return host ?? url.replace(/[?#].*$/s, '');
}
