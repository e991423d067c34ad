import { webhookTopics } from '../src/connector/capabilities.ts';
import { interfaceVersion } from '../src/connector/define-connector.ts';
import { type Audit, expectThat } from './audit.ts';
import { onBench } from './bench.ts';

/** The definition alone. */
export const staticAudits: readonly Audit[] = [
  must('static-1', 'the id is short, lower case and can be kept for ever', ({ connector: { id } }) => {
    expectThat(/^[a-z][a-z0-9-]{1,39}$/.test(id), `The id "${id}" must be lower case letters, digits and dashes.`);
  }),
  must('static-2', 'it is written for this interface', ({ connector }) => {
    const [major] = connector.interfaceVersion.split('.', 1);
    expectThat(
      major === interfaceVersion.split('.', 1)[0],
      `It is written for version ${connector.interfaceVersion} of the interface; this is ${interfaceVersion}.`,
    );
  }),
  must(
    'static-3',
    'the credential’s fields have a name of their own, a label, and a sentence of help',
    ({ connector }) => {
      const { fields } = connector.credential;
      expectThat(
        new Set(fields.map(({ name }) => name)).size === fields.length,
        'Two fields of the credential have the same name.',
      );
      for (const { name, label, help } of fields) {
        expectThat(
          label !== '' && /^[A-Z].*\.$/.test(help),
          `The field ${name} needs a label, and help that is a sentence.`,
        );
      }
    },
  ),
  must('static-4', 'something of the credential is secret', ({ connector }) => {
    expectThat(
      connector.credential.fields.some(({ secret }) => secret === 'SECRET'),
      'No field of the credential is a SECRET: everybody could read it.',
    );
  }),
  should('static-5', 'it says, step by step, how to make a credential', ({ connector }) => {
    expectThat(connector.credential.steps.length > 0, 'The credential has no steps that say how to make one.');
  }),
  must(
    'static-6',
    'each permission is named once, with the features that need it',
    ({ connector: { permissions } }) => {
      expectThat(
        new Set(permissions.map(({ name }) => name)).size === permissions.length,
        'A permission is named twice.',
      );
      for (const { name, requiredBy } of permissions) {
        expectThat(requiredBy.length > 0, `The permission "${name}" does not say which features need it.`);
      }
    },
  ),
  must('static-7', 'its address is an https origin', ({ connector: { baseUrl } }) => {
    const url = URL.parse(baseUrl);
    expectThat(
      url?.protocol === 'https:' && url.search === '' && url.username === '',
      `The address ${baseUrl} must be https, without query or user.`,
    );
  }),
  must('static-8', 'its limits are numbers that can be kept to', ({ connector: { limits } }) => {
    const good = limits.buckets.every(({ requests, perMs }) => requests > 0 && perMs > 0);
    expectThat(limits.buckets.length > 0 && good, 'Each limit needs requests and a time above zero.');
  }),
  must('static-9', 'headers that say nothing of the limit are read as such', ({ connector: { limits } }) => {
    expectThat(limits.read({}) === null, 'limits.read must answer null to headers that say nothing.');
  }),
  must('static-10', 'a look-up that is declared takes at least one address', ({ connector: { capabilities } }) => {
    expectThat(
      capabilities.findByEmail === null || capabilities.findByEmail.atOnce >= 1,
      'findByEmail.atOnce must be at least 1.',
    );
  }),
  must('static-11', 'webhooks are declared with topics that exist, and can be verified', ({ connector }) => {
    const { webhooks } = connector.capabilities;
    for (const topic of webhooks) expectThat(topic in webhookTopics, `There is no webhook topic ${topic}.`);
    expectThat(
      webhooks.length === 0 || connector.webhooks !== undefined,
      'Webhooks are declared, and nothing verifies them.',
    );
  }),
  must(
    'static-12',
    'without idempotency of any kind, people can be looked up before they are created',
    ({ connector: { capabilities } }) => {
      const safe =
        capabilities.findByEmail !== null ||
        capabilities.uniqueness === 'EMAIL' ||
        capabilities.idempotencyKey === 'SUPPORTED';
      expectThat(safe, 'With neither a look-up, nor unique emails, nor idempotency keys, no create can be safe.');
    },
  ),
  {
    id: 'static-13',
    level: 'STATIC',
    weight: 'MUST',
    title: 'what is declared has its method',
    run: onBench(async ({ rig, open }) => {
      const { session } = open();
      const { findByEmail, feed, activity, erasure, attribution, webhooks } = rig.connector.capabilities;
      const needed = [
        ['findCandidates', findByEmail !== null],
        ['pullCandidates', feed === 'INCREMENTAL'],
        ['pullApplications', feed === 'INCREMENTAL'],
        ['pullJobs', feed === 'INCREMENTAL'],
        ['listAttribution', attribution !== 'NONE'],
        ['registerWebhooks', webhooks.length > 0],
        ['rotateWebhooks', webhooks.length > 0],
        ['removeWebhooks', webhooks.length > 0],
        ['recordActivity', activity !== 'NONE'],
        ['erase', erasure !== 'NONE'],
      ] as const;
      for (const [name, declared] of needed) {
        expectThat(
          !declared || typeof session[name] === 'function',
          `The capabilities promise ${name}, and the session has no such method.`,
        );
      }
    }),
  },
  {
    id: 'static-14',
    level: 'STATIC',
    weight: 'MUST',
    title: 'opening a session sends nothing',
    run: onBench(async ({ open }) => {
      const { sent } = open();
      await Promise.resolve();
      expectThat(sent.length === 0, 'Opening a session sent a request: wait for the first command.');
    }),
  },
];

type Look = (rig: Parameters<Audit['run']>[0]) => void;

function must(id: string, title: string, look: Look): Audit {
  return { id, level: 'STATIC', weight: 'MUST', title, run: async (rig) => look(rig) };
}

function should(id: string, title: string, look: Look): Audit {
  return { ...must(id, title, look), weight: 'SHOULD' };
}
