import type { HomeserverContext } from '../context.ts';
import type { Mailer } from './mailer.ts';
import type { SyncTemplate, TemplateReader } from './template-reader.ts';

/** What an address is validated for. */
export type ValidationPurpose = 'registration' | 'add_threepid' | 'password_reset';

/** What the link in a mail carries. */
export interface ValidationLink {
  readonly token: string;
  readonly clientSecret: string;
  readonly sid: string;
}

/** Where the links lead. */
const PATHS: Readonly<Record<ValidationPurpose, string>> = {
  registration: '_matrix/client/unstable/registration/email/submit_token',
  add_threepid: '_matrix/client/unstable/add_threepid/email/submit_token',
  password_reset: '_synapse/client/password_reset/email/submit_token',
};

/** Mails with a link that shows that an address is the user's. */
export class ValidationMails {
  readonly #context: HomeserverContext;
  readonly #mailer: Mailer;
  readonly #publicBaseurl: string;
  readonly #templates: Readonly<Record<ValidationPurpose, readonly [html: SyncTemplate, text: SyncTemplate]>>;

  /** @throws {ConfigError} If a template of the administrator's is malformed. */
  constructor(context: HomeserverContext, mailer: Mailer, templates: TemplateReader, publicBaseurl: string) {
    const read = (name: ValidationPurpose): readonly [SyncTemplate, SyncTemplate] => [
      templates.readOne(`${name}.html`),
      templates.readOne(`${name}.txt`),
    ];
    this.#context = context;
    this.#mailer = mailer;
    this.#publicBaseurl = publicBaseurl;
    this.#templates = {
      registration: read('registration'),
      add_threepid: read('add_threepid'),
      password_reset: read('password_reset'),
    };
  }

  /** Sends the link to the address. @throws {Error} If the mail server does not take the mail. */
  async send(purpose: ValidationPurpose, recipient: string, link: ValidationLink): Promise<void> {
    const { token, clientSecret, sid } = link;
    const query = new URLSearchParams({ token, client_secret: clientSecret, sid });
    const variables = { link: `${this.#publicBaseurl}${PATHS[purpose]}?${query.toString()}` };
    const [html, text] = this.#templates[purpose];
    await this.#mailer.send({
      recipient,
      subject: this.#subject(purpose),
      html: html(variables),
      text: text(variables),
    });
  }

  #subject(purpose: ValidationPurpose): string {
    const { settings, serverName } = this.#context;
    const subjects = settings.email?.subjects;
    const subject = purpose === 'password_reset' ? subjects?.passwordReset : subjects?.emailValidation;
    return (subject ?? '')
      .replaceAll('%(server_name)s', () => serverName)
      .replaceAll('%(app)s', () => settings.emailAppName);
  }
}
