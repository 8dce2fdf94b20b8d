import type { HostPort } from '@bouton/runtime';
import type { HomeserverContext } from '../context.ts';
import type { MailServices } from '../mail/compose-mail.ts';

/** The members of the `ModuleApi` that are about mail and templates. */
export type MailMembers = Required<Pick<HostPort, 'emailAppName' | 'customTemplateDir' | 'sendMail' | 'readTemplates'>>;

/** What modules can do with mail and templates. */
export function mailMembers({ settings }: HomeserverContext, { mailer, templates }: MailServices): MailMembers {
  return {
    emailAppName: settings.emailAppName,
    customTemplateDir: settings.customTemplateDirectory,
    sendMail: (recipient, subject, html, text) => mailer.send({ recipient, subject, html, text }),
    readTemplates: async (filenames, customTemplateDirectory) => templates.read(filenames, customTemplateDirectory),
  };
}
