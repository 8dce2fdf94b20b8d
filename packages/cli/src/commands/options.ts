/** The option that names the configuration file. */
export const configOption = {
  config: {
    type: 'string',
    alias: 'c',
    description: 'The configuration file',
    valueHint: 'bouton.yaml',
    default: 'bouton.yaml',
  },
} as const;
