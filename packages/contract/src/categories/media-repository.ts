import { type CategoryContract, defineCategory } from '../define-category.ts';

const rows = {
  get_media_config_for_user: {
    since: '1.132',
    parameters: [['user_id', 'userId']],
    combine: { rule: 'firstTruthy' },
    onException: 'propagate',
    operation: 'localAction',
  },
  is_user_allowed_to_upload_media_of_size: {
    since: '1.132',
    parameters: [
      ['user_id', 'userId'],
      ['size', 'integer'],
    ],
    combine: { rule: 'firstFalsy' },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 413, errcode: 'M_TOO_LARGE', error: 'Upload request body is too large' },
  },
  // A module refuses by its limits; the body also holds `info_uri`, and `can_upgrade` if it is true.
  get_media_upload_limits_for_user: {
    since: '1.139',
    parameters: [['user_id', 'userId']],
    combine: { rule: 'firstAnswer' },
    outcome: { form: 'uploadLimits' },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_USER_LIMIT_EXCEEDED', error: 'Media upload limit exceeded' },
  },
  on_media_upload_limit_exceeded: {
    since: '1.139',
    parameters: [
      ['user_id', 'userId'],
      ['limit', 'mediaUploadLimit'],
      ['sent_bytes', 'integer'],
      ['attempted_bytes', 'integer'],
    ],
    combine: { rule: 'notifyAll' },
    onException: 'propagate',
    operation: 'notification',
  },
} as const;

/**
 * Callbacks that set what a user may upload.
 * https://element-hq.github.io/synapse/latest/modules/media_repository_callbacks.html
 */
export const mediaRepository: CategoryContract<'media_repository', typeof rows> = defineCategory(
  'media_repository',
  rows,
);
