/** What every connector is held to: audits as data, which any runner can run. */
import { activityAudits } from './activity.ts';
import { applicationAudits, refusalAudits } from './applications.ts';
import type { Audit } from './audit.ts';
import { createAudits, findAudits } from './candidates.ts';
import { connectAudits } from './connect.ts';
import { feedAudits } from './feed.ts';
import { jobAudits } from './jobs.ts';
import { privacyAudits } from './privacy.ts';
import { resilienceAudits } from './resilience.ts';
import { staticAudits } from './static.ts';
import { webhookAudits } from './webhooks.ts';

export { type Audit, Finding, type Level, levels } from './audit.ts';
export { type AuditResult, certify, describeReport, type Report } from './report.ts';
export type { RemoteAts, RemoteRecords, Rig } from './rig.ts';

export const audits: readonly Audit[] = [
  ...staticAudits,
  ...connectAudits,
  ...jobAudits,
  ...findAudits,
  ...createAudits,
  ...applicationAudits,
  ...refusalAudits,
  ...activityAudits,
  ...resilienceAudits,
  ...feedAudits,
  ...webhookAudits,
  ...privacyAudits,
];
