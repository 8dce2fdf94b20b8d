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

/** Builds what mails need. @throws {ConfigError} Where a template of the administrator's is malformed. */
export function composeMail(context: HomeserverContext, publicBaseurl: string): MailServices {
  const mailer = new Mailer(context);
  const templates = new TemplateReader(context.settings.customTemplateDirectory, publicBaseurl);
  return { mailer, templates, validationMails: new ValidationMails(context, mailer, templates, publicBaseurl) };
}
