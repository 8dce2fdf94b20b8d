/** The file that others extend. */
const BASE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{% endblock %}</title>
<style>body { max-width: 40em; margin: 3em auto; padding: 0 1em; font-family: sans-serif; line-height: 1.5 }</style>
{% block header %}{% endblock %}
</head>
<body>
{% block body %}{% endblock %}
</body>
</html>
`;

const IGNORE = 'If you did not ask for it, you need not do anything.';
const REGISTRATION =
  'Somebody, hopefully you, wants to register a Matrix account with this email address. Confirm it here:';
const ADD_THREEPID = 'Somebody, hopefully you, wants to add this email address to a Matrix account. Confirm it here:';
const PASSWORD_RESET =
  'Somebody, hopefully you, wants a new password for the Matrix account of this email address. Go on here:';

/**
 * The homeserver's own templates, by file name. Names and variables are Synapse's, so that an administrator's templates fit
 * both. https://element-hq.github.io/synapse/latest/templates.html
 */
export const BUILT_IN_TEMPLATES: ReadonlyMap<string, string> = new Map([
  ['_base.html', BASE],
  ...mail('registration', 'Confirm your email address', REGISTRATION),
  ...mail('add_threepid', 'Confirm your email address', ADD_THREEPID),
  ...mail('password_reset', 'Reset your password', PASSWORD_RESET),
  ...pages('registration', 'Your email address is confirmed. Go back to your client to finish the registration.'),
  ...pages('add_threepid', 'Your email address is confirmed. Go back to your client to finish adding it.'),
  ...pages('password_reset', 'Your email address is confirmed. Go back to your client to set the new password.'),
  page(
    'password_reset_confirmation.html',
    'Reset your password',
    `<form method="post">
<input type="hidden" name="sid" value="{{ sid }}">
<input type="hidden" name="token" value="{{ token }}">
<input type="hidden" name="client_secret" value="{{ client_secret }}">
<p>You are about to <strong>reset the password</strong> of your Matrix account. If you do not want that, close this page.</p>
<p><button type="submit">Go on</button></p>
</form>`,
  ),
  page(
    'sso_redirect_confirm.html',
    'Continue to your account',
    `<h1>{% if new_user %}Your account is ready{% else %}Continue to your account{% endif %}</h1>
<p>{{ user_profile.display_name or user_id }} ({{ user_id }})</p>
<p>Continuing gives <strong>{{ display_url }}</strong> access to your account on {{ server_name }}.</p>
<p><a href="{{ redirect_url }}">Continue</a></p>`,
  ),
  page('sso_account_deactivated.html', 'Account deactivated', '<p>This account has been deactivated.</p>'),
  page(
    'account_renewed.html',
    'Account renewed',
    '<p>Your account has been successfully renewed and is valid until {{ expiration_ts|format_ts("%d-%m-%Y") }}.</p>',
  ),
  page(
    'account_previously_renewed.html',
    'Account valid',
    '<p>Your account is valid until {{ expiration_ts|format_ts("%d-%m-%Y") }}.</p>',
  ),
  page('invalid_token.html', 'Invalid token', '<p>Invalid renewal token.</p>'),
]);

function page(name: string, title: string, body: string): readonly [string, string] {
  const text = `{% extends "_base.html" %}
{% block title %}${title}{% endblock %}
{% block body %}
${body}
{% endblock %}
`;
  return [name, text];
}

/** The two forms of a mail with a link. */
function mail(name: string, title: string, text: string): readonly (readonly [string, string])[] {
  return [
    page(`${name}.html`, title, `<p>${text}</p>\n<p><a href="{{ link }}">{{ link }}</a></p>\n<p>${IGNORE}</p>`),
    [`${name}.txt`, `${text}\n\n{{ link }}\n\n${IGNORE}\n`],
  ];
}

/** What the link in a mail shows. */
function pages(name: string, success: string): readonly (readonly [string, string])[] {
  return [
    page(`${name}_success.html`, 'Email address confirmed', `<p>${success}</p>`),
    page(
      `${name}_failure.html`,
      'Not confirmed',
      '<p>Your email address could not be confirmed: {{ failure_reason }}.</p>\n<p>Nothing has changed.</p>',
    ),
  ];
}
