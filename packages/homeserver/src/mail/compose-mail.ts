import type { HomeserverContext } from '../context.ts';
import { Mailer } from './mailer.ts';
import { TemplateReader } from './template-reader.ts';
import { ValidationMails } from './validation-mails.ts';

/** Mails, and the templates of mails and pages. */
export interface MailServices {
  readonly mailer: Mailer;
  readonly templates: TemplateReader;
  readonly validationMails: ValidationMails;
}

/** What mails need from the other parts of the homeserver. */
export interface MailNeeds {
  readonly context: HomeserverContext;
  /** With a trailing slash. */
  readonly publicBaseurl: string;
}

/** Builds what mails need. @throws {ConfigError} If a template of the administrator's is malformed. */
export function composeMail({ context, publicBaseurl }: MailNeeds): MailServices {
  const mailer = new Mailer(context);
  const templates = new TemplateReader({
    customFolder: context.settings.customTemplateDirectory,
    publicBaseurl,
    serverName: context.settings.serverName,
  });
  return { mailer, templates, validationMails: new ValidationMails(context, mailer, templates, publicBaseurl) };
}
