import type { World } from './operation.ts';
import type { Application, Candidate, Job } from './records.ts';

/** A confidential job, and what hangs on it, is there only for a key that may see such jobs. */
export function jobIsVisible({ key }: World, job: Job): boolean {
  return !job.confidential || key.confidential === 'SHOWN';
}

export function visibleJob(world: World, id: string): Job | null {
  const job = world.state.jobs.get(id)?.record;
  return job !== undefined && jobIsVisible(world, job) ? job : null;
}

/** Whoever is considered for confidential jobs alone is as confidential as they are. */
export function candidateIsVisible(world: World, { id }: Candidate): boolean {
  const theirs = world.state.applicationsByCandidate.idsOf(id);
  const visible = (applicationId: string) => {
    const application = world.state.applications.get(applicationId)?.record;
    return application !== undefined && applicationIsVisible(world, application);
  };
  return theirs.length === 0 || theirs.some(visible);
}

export function visibleCandidate(world: World, id: string): Candidate | null {
  const candidate = world.state.candidates.get(id)?.record;
  return candidate !== undefined && candidateIsVisible(world, candidate) ? candidate : null;
}

export function applicationIsVisible(world: World, application: Application): boolean {
  return visibleJob(world, application.jobId) !== null;
}
