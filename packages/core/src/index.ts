export { type Capabilities, describeCapabilities } from './connector/capabilities.ts';
export type { CreateCandidate, EnsureApplication } from './connector/commands.ts';
export { type Credential, type CredentialField, credentialHint, credentialSchema } from './connector/credential.ts';
export {
  type Connector,
  defineConnector,
  interfaceVersion,
  type SessionContext,
} from './connector/define-connector.ts';
export type { Answer, Outcome } from './connector/outcome.ts';
export {
  type ApplicationRecord,
  type CandidateRecord,
  type JobRecord,
  type JobStatus,
  jobStatuses,
} from './connector/records.ts';
export type { CredentialReport, Page, PermissionCheck, Session } from './connector/session.ts';
export type { HttpRequest, HttpResult, Send } from './connector/transport.ts';
export { type AtsError, atsError, pausesIntegration } from './errors/ats-error.ts';
export { type ErrorCode, errorCodes } from './errors/codes.ts';
export { type Decision, decide } from './policy/decide.ts';
export { type DuplicateDecision, decideDuplicate, type OnDuplicate, onDuplicates } from './policy/duplicate.ts';
export {
  type Facts,
  type JobSelection,
  jobSelections,
  type Mode,
  modes,
  type Step,
  type Trigger,
} from './policy/facts.ts';
export { settleJob } from './policy/job.ts';
export { emailKey } from './sync/email.ts';
export { type IntentKind, type IntentState, intentKey, intentKinds, intentStates } from './sync/intent.ts';
export { type IntentView, project } from './sync/projection.ts';
export { type Reason, reasons, type SyncState, stateLabel, syncStates } from './sync/state.ts';
