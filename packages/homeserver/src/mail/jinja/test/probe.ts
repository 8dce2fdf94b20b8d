/** One template, or several by name, of which `page.html` is rendered. */
export type Probe = string | Readonly<Record<string, string>>;
