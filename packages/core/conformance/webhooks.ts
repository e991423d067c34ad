import type { WebhookTopic } from '../src/connector/capabilities.ts';
import type { Delivery, WebhookVerdict } from '../src/connector/webhook.ts';
import { atsError } from '../src/errors/ats-error.ts';
import { type Audit, expectThat } from './audit.ts';
import { type Bench, onBench, readOf } from './bench.ts';

const secret = 'a-secret-of-the-audit-with-some-length';
const other = 'another-secret-of-the-audit-with-length';
const remoteId = '11111111-1111-4111-8111-111111111111';

/** What comes by itself is believed only when it is signed (S10.1). */
export const webhookAudits: readonly Audit[] = [
  twoWay('webhook-1', 'a delivery of each topic is verified and says what to read again', async (bench) => {
    for (const topic of bench.rig.connector.capabilities.webhooks) {
      const verdict = await verify(bench, await deliver(bench, topic), [secret]);
      expectThat(verdict.kind === 'VERIFIED', `A good delivery of ${topic} is ${verdict.kind}.`);
      const hint = verdict.hints.find((one) => one.topic === topic);
      expectThat(hint?.remoteId === remoteId, `A delivery of ${topic} does not say which record to read again.`);
    }
  }),
  twoWay('webhook-2', 'a delivery that was signed with another secret is forged', async (bench) => {
    expectForged(await verify(bench, await deliver(bench), [other]), 'signed with another secret');
  }),
  twoWay('webhook-3', 'a delivery whose body was changed is forged', async (bench) => {
    const delivery = await deliver(bench);
    const body = new Uint8Array([...delivery.body, 32]);
    expectForged(await verify(bench, { ...delivery, body }, [secret]), 'whose body has one byte more');
  }),
  twoWay('webhook-4', 'a delivery without a signature is forged', async (bench) => {
    expectForged(await verify(bench, { ...(await deliver(bench)), headers: {} }, [secret]), 'without a signature');
  }),
  twoWay('webhook-5', 'while secrets are rotated, each of them is good', async (bench) => {
    const verdict = await verify(bench, await deliver(bench), [other, secret]);
    expectThat(verdict.kind === 'VERIFIED', `With two secrets in use, a good delivery is ${verdict.kind}.`);
  }),
  twoWay('webhook-6', 'without a secret, nothing is believed', async (bench) => {
    expectForged(await verify(bench, await deliver(bench), []), 'while no secret is known');
  }),
  twoWay('webhook-7', 'the same delivery twice has the same id, another one another', async (bench) => {
    const delivery = await deliver(bench);
    const ids = [await idOf(bench, delivery), await idOf(bench, delivery), await idOf(bench, await deliver(bench))];
    expectThat(ids[0] === ids[1], 'The same delivery came with two ids: it would count twice.');
    expectThat(ids[0] !== ids[2], 'Two deliveries have the same id: one would be dropped.');
  }),
  twoWay(
    'webhook-9',
    'webhooks are registered, their secret is rotated, and they are removed',
    async ({ ats, open }) => {
      const { session } = open();
      const url = 'https://handoff.audit.example/hooks/1';
      const registered = readOf((await session.registerWebhooks?.({ url, secret })) ?? missing, 'The registration');
      const before = (await ats.records()).webhooks;
      expectThat(
        before.length > 0 && before.every((hook) => hook.url === url && hook.secret === secret),
        'The ATS has not got the webhooks.',
      );
      readOf((await session.rotateWebhooks?.({ ...registered, secret: other })) ?? missing, 'The rotation');
      expectThat(
        (await ats.records()).webhooks.every((hook) => hook.secret === other),
        'The secret was not rotated.',
      );
      readOf((await session.removeWebhooks?.(registered)) ?? missing, 'The removal');
      expectThat((await ats.records()).webhooks.length === 0, 'Webhooks were left behind.');
    },
  ),
  twoWay('webhook-10', 'who removes twice, or what is gone already, is done', async ({ open }) => {
    const { session } = open();
    const url = 'https://handoff.audit.example/hooks/1';
    const registered = readOf((await session.registerWebhooks?.({ url, secret })) ?? missing, 'The registration');
    readOf((await session.removeWebhooks?.(registered)) ?? missing, 'The removal');
    readOf((await session.removeWebhooks?.(registered)) ?? missing, 'The second removal');
  }),
  twoWay('webhook-8', 'deliveries that come in another order say the same', async (bench) => {
    const [first, second] = [await deliver(bench), await deliver(bench)];
    const inOrder = [await idOf(bench, first), await idOf(bench, second)];
    const turned = [await idOf(bench, second), await idOf(bench, first)];
    expectThat(inOrder.join() === turned.toReversed().join(), 'What a delivery says depends on which came before it.');
  }),
];

const missing = { ok: false, error: atsError('UNSUPPORTED', 'The session cannot do it.') } as const;

async function deliver({ rig, ats }: Bench, topic?: WebhookTopic): Promise<Delivery> {
  const [first] = rig.connector.capabilities.webhooks;
  expectThat(ats.deliver !== undefined && first !== undefined, 'The rig of a connector with webhooks needs deliver.');
  return ats.deliver({ topic: topic ?? first, remoteId, secret });
}

async function verify({ rig }: Bench, delivery: Delivery, secrets: readonly string[]): Promise<WebhookVerdict> {
  const { webhooks } = rig.connector;
  expectThat(webhooks !== undefined, 'Webhooks are declared, and nothing verifies them.');
  return webhooks.verify(delivery, secrets);
}

async function idOf(bench: Bench, delivery: Delivery): Promise<string | undefined> {
  const verdict = await verify(bench, delivery, [secret]);
  return verdict.kind === 'VERIFIED' ? verdict.hints[0]?.deliveryId : undefined;
}

function expectForged(verdict: WebhookVerdict, how: string): void {
  expectThat(verdict.kind === 'FORGED', `A delivery ${how} is ${verdict.kind}, and must be FORGED.`);
}

function twoWay(id: string, title: string, run: (bench: Bench) => Promise<void>): Audit {
  return {
    id,
    level: 'TWO_WAY',
    weight: 'MUST',
    title,
    appliesTo: ({ webhooks }) => webhooks.length > 0,
    run: onBench(run),
  };
}
