/** What a connector sees, and what the server calls: all of core's surface, by room. */

// The interface to one ATS: start at `defineConnector`.
export { type Capabilities, describeCapabilities, type WebhookTopic, webhookTopics } from './connector/capabilities.ts';
export type { Attribution, CreateCandidate, EnsureApplication, Erase, RecordActivity } from './connector/commands.ts';
export { type Credential, type CredentialField, credentialHint, credentialSchema } from './connector/credential.ts';
export {
  type Connector,
  defineConnector,
  interfaceVersion,
  type Permission,
  type SessionContext,
} from './connector/define-connector.ts';
export type { Allowance, Limits, RateLimit } from './connector/limits.ts';
export type { Answer, Outcome } from './connector/outcome.ts';
export {
  type ApplicationRecord,
  type CandidateRecord,
  type CandidateRef,
  type JobRecord,
  type JobStatus,
  jobStatuses,
} from './connector/records.ts';
export { type Registry, registryOf } from './connector/registry.ts';
export type {
  AttributionChoices,
  CandidateNow,
  Changes,
  CredentialReport,
  OptionalMethods,
  Page,
  PermissionCheck,
  PulledApplication,
  RequiredMethods,
  Session,
  SessionOf,
} from './connector/session.ts';
export type { HttpRequest, HttpResult, Send } from './connector/transport.ts';
export type { Delivery, Hint, Webhooks, WebhookVerdict } from './connector/webhook.ts';

// What can go wrong.
export { type AtsError, atsError, pausesIntegration } from './errors/ats-error.ts';
export { type ErrorCode, errorCodes } from './errors/codes.ts';

// Who syncs, when, and why not.
export {
  type ActivityDecision,
  type ActivityFacts,
  type ActivityKind,
  activityKinds,
  activityReasons,
  decideActivity,
} from './policy/activity.ts';
export { type Decision, decide, rules } from './policy/decide.ts';
export { type DuplicateDecision, type DuplicateFacts, decideDuplicate } from './policy/duplicate.ts';
export { explain, type Standing } from './policy/explain.ts';
export {
  type AtsFacts,
  type Facts,
  type JobSelection,
  jobSelections,
  type Mode,
  modes,
  nothingKnown,
  type OnDuplicate,
  type Override,
  onDuplicates,
  overrides,
  type Step,
  type Trigger,
} from './policy/facts.ts';
export { settleJob } from './policy/job.ts';
export { checkSameOrganization } from './policy/organization.ts';
export { type Effect, effectOfChange, forecast, type ResyncForecast } from './policy/preview.ts';
export { type Stay, stays } from './policy/rule.ts';
export { type ActivityRecord, type ActivitySituation, nextForActivity, withoutBlocking } from './push/activity.ts';
// How one thing is made true in the ATS, once.
export {
  type Answered,
  afterError,
  afterFailedLook,
  afterOutcome,
  asEvidence,
  waitMs,
} from './push/answer.ts';
export { type ApplicationSituation, type ApplicationStep, nextForApplication } from './push/application.ts';
export { type CandidateSituation, type Look, nextForCandidate } from './push/candidate.ts';
export { type ErasureSituation, nextForErasure } from './push/erasure.ts';
export { type IndexNow, lookHoldsMs, useOfIndex } from './push/index-trust.ts';
export { grant, hold, learn, type Pace, type Said, unpaced, type Wish } from './push/pace.ts';
export type { IntentInHand, Keep, LateAnswer, Moved, PushStep, PushTimes, Setback } from './push/protocol.ts';

// Where a hand-over stands.
export { emailKey } from './sync/email.ts';
export {
  type IntentKind,
  type IntentPriority,
  type IntentState,
  intentKey,
  intentKinds,
  intentPriorities,
  intentStates,
} from './sync/intent.ts';
export { type IntentView, project } from './sync/projection.ts';
export { type Reason, reasons, type SyncState, stateLabel, syncStates } from './sync/state.ts';
export {
  diagramOf,
  type IntentEvent,
  intentsThatMayBecome,
  intentTransitions,
  objectionToSync,
  syncTransitions,
} from './sync/transitions.ts';
