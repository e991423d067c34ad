/** What is counted and measured. docs/operating.md says what to watch; the dashboard and the alerts use these names. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
const registers = [registry];

export const intentOutcomes = new Counter({
  name: 'handoff_intent_outcomes_total',
  help: 'Where intents went after a push: DONE, REJECTED, RETRY …, with the error’s code.',
  labelNames: ['connector', 'kind', 'to', 'code'],
  registers,
});

export const eventToSynced = new Histogram({
  name: 'handoff_event_to_synced_seconds',
  help: 'From the event that queued a contact until it is in the ATS, whatever it had to wait for.',
  labelNames: ['connector'],
  buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200],
  registers,
});

export const atsRequests = new Histogram({
  name: 'handoff_ats_request_seconds',
  help: 'Requests to an ATS, by what came of them: a class of HTTP status, NOT_SENT, or NO_ANSWER.',
  labelNames: ['connector', 'result'],
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers,
});

export const graphqlOperations = new Histogram({
  name: 'handoff_graphql_operation_seconds',
  help: 'Queries and mutations, by their first field and by whether they were answered without errors.',
  labelNames: ['kind', 'field', 'result'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers,
});

export const openSubscriptions = new Gauge({
  name: 'handoff_open_subscriptions',
  help: 'Subscribers that follow a feed at this process now.',
  registers,
});

export const statements = new Histogram({
  name: 'handoff_statement_seconds',
  help: 'Statements to the database, but for the queue’s own.',
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5],
  registers,
});

/** What waits for its owner: read from the database when somebody asks for the metrics. */
export function watchQueue(
  read: () => Promise<readonly { connectorId: string; count: number; waitedSeconds: number }[]>,
) {
  const due = new Gauge({
    name: 'handoff_queue_due',
    help: 'Intents that are due and not yet taken by an owner.',
    labelNames: ['connector'],
    registers: [],
  });
  const oldest = new Gauge({
    name: 'handoff_queue_oldest_due_seconds',
    help: 'For how long the oldest due intent has waited.',
    labelNames: ['connector'],
    registers: [],
    async collect() {
      const waiting = await read();
      due.reset();
      oldest.reset();
      for (const [connector, rows = []] of Object.entries(Object.groupBy(waiting, ({ connectorId }) => connectorId))) {
        due.set(
          { connector },
          rows.reduce((sum, { count }) => sum + count, 0),
        );
        oldest.set({ connector }, Math.max(...rows.map(({ waitedSeconds }) => waitedSeconds)));
      }
    },
  });
  // In this order: the reading of the second sets the first.
  registry.registerMetric(oldest);
  registry.registerMetric(due);
}

/** How much of their limits the ATSs' integrations use: read when somebody asks for the metrics. */
export function watchAllowance(read: () => Promise<readonly { connector: string; share: number }[]>) {
  new Gauge({
    name: 'handoff_ats_allowance_used_ratio',
    help: 'Of the integrations with an ATS, the one that has used most of its rate limit: the share that is used now, whoever uses the key.',
    labelNames: ['connector'],
    registers,
    async collect() {
      this.reset();
      for (const { connector, share } of await read()) this.set({ connector }, share);
    },
  });
}

/** Memory, CPU, and the event loop’s delay. */
export function watchProcess(): void {
  collectDefaultMetrics({ register: registry });
}
