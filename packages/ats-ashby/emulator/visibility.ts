import type { World } from './operation.ts';
import type { Application, Job } from './records.ts';

/** A confidential job, and what hangs on it, is there only for a key that may see such jobs. */
export function jobIsVisible({ key }: World, job: Job): boolean {
  return !job.confidential || key.confidential === 'SHOWN';
}

export function visibleJob(world: World, id: string): Job | null {
  const job = world.state.jobs.get(id)?.record;
  return job !== undefined && jobIsVisible(world, job) ? job : null;
}

export function applicationIsVisible(world: World, application: Application): boolean {
  return visibleJob(world, application.jobId) !== null;
}
