import { MatrixError, type TestUser } from '@bouton/testing';

/** The first is the one that is meant; Synapse before 1.152 has only the second. */
const JOBS = ['event_resign', 'populate_stats_process_rooms'];

/** Starts a background update that administrators can start; resolves to its name. */
export async function startBackgroundUpdate(admin: TestUser): Promise<string> {
  for (const job of JOBS) {
    try {
      await admin.request('POST', '/_synapse/admin/v1/background_updates/start_job', { job_name: job });
      return job;
    } catch (error) {
      if (!(error instanceof MatrixError) || error.body['error'] !== 'Invalid job_name') throw error;
    }
  }
  throw new Error(`The homeserver has no background update ${JOBS.join(' or ')}`);
}
