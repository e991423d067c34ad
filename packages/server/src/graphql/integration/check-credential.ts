import type { CredentialReport as Report } from '@handoff/core';
import { checkCredential } from '../../integrations/check-credential.ts';
import { builder } from '../builder.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { PermissionType } from '../user-error-types.ts';

const CredentialReport = builder.objectRef<Report>('CredentialReport').implement({
  description: 'What the ATS says about a credential.',
  fields: (t) => ({
    organization: t.exposeString('organization', { nullable: true, description: 'Whose it is, where the ATS tells.' }),
    permissions: t.field({
      type: [PermissionType],
      description: 'What is needed, and whether the credential has it.',
      resolve: ({ permissions }) => [...permissions],
    }),
  }),
});

const CheckCredentialInput = builder.inputType('CheckCredentialInput', {
  description: 'A credential to ask the ATS about.',
  fields: (t) => ({
    connectorId: t.id({ required: true, description: 'Which ATS.' }),
    credential: t.field({
      type: 'JSON',
      required: true,
      description: 'Field name to value, as `credentialSchema` says.',
    }),
  }),
});

builder.mutationField('checkCredential', (t) =>
  t.field({
    type: CredentialReport,
    description: 'Asks the ATS about a credential. Keeps nothing.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'CheckCredentialResult' } },
    args: { input: t.arg({ type: CheckCredentialInput, required: true, description: 'The credential.' }) },
    resolve: async (_, { input }, context) =>
      unwrap(await checkCredential(context, context.caller.accountId, input)).report,
  }),
);
