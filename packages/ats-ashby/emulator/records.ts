import type { Permission } from './permissions.ts';

/** What the emulator keeps of Ashby's objects; `view.ts` turns them into Ashby's shapes. Times are ISO strings. */
export type Candidate = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly alternateEmails: readonly string[];
  readonly phoneNumber: string | null;
  readonly socialLinks: readonly SocialLink[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly sourceId?: string | null;
  readonly creditedToUserId?: string | null;
  readonly tagIds?: readonly string[];
  /** When the record came to be, whatever `createdAt` says: back-dating does not move it. */
  readonly addedAt: string;
  /** By the API where nothing is said, or by the hand of a person of the organisation. */
  readonly cameBy?: 'HAND';
};

export type SocialLink = { readonly type: 'LinkedIn' | 'GitHub' | 'Website'; readonly url: string };

export const jobStatuses = ['Draft', 'Open', 'Closed', 'Archived'] as const;

export type Job = {
  readonly id: string;
  readonly title: string;
  readonly status: (typeof jobStatuses)[number];
  readonly confidential: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type Application = {
  readonly id: string;
  readonly candidateId: string;
  readonly jobId: string;
  /** One of the stages of `organization.ts`. */
  readonly stageId?: string;
  readonly sourceId?: string | null;
  readonly creditedToUserId?: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type Note = {
  readonly id: string;
  readonly candidateId: string;
  readonly content: string;
  readonly createdAt: string;
};

export type EmailMessage = {
  readonly id: string;
  readonly candidateId: string;
  readonly emailProviderEmailId: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly sentAt: string;
  readonly cc: string | null;
  readonly messageUrl: string | null;
  readonly messageIdHeader: string | null;
  readonly threadId: string;
};

export const webhookTypes = [
  'applicationSubmit',
  'applicationUpdate',
  'candidateHire',
  'candidateStageChange',
  'candidateDelete',
  'candidateMerge',
] as const;
export type WebhookType = (typeof webhookTypes)[number];

export type Webhook = {
  readonly id: string;
  readonly webhookType: WebhookType;
  readonly requestUrl: string;
  readonly secretToken: string;
  readonly enabled: boolean;
};

export type ApiKey = {
  readonly apiKey: string;
  readonly title: string;
  readonly permissions: readonly Permission[];
  /** Ashby's toggle "Allow access to confidential jobs and projects?". */
  readonly confidential: 'SHOWN' | 'HIDDEN';
  readonly status: 'ACTIVE' | 'REVOKED';
  readonly createdAt: string;
};
