import { sharedPace, simulatePacing } from '../../packages/core/test/pacing.ts';
import type { Row } from '../frame/row.ts';
import { limiterPerProcess } from '../peers/limiter-per-process.ts';

const limit = 1_000;
const whole = 'a limiter per process, set to the limit';
const shared = 'a limiter per process, set to its share';

export const row: Row = {
  number: 2,
  title: 'How much of the allowance of the ATS is used',
  target: 'two processes: at least 97 % used, at most 0.1 % answered 429',
  peers: [whole, shared],
  async run(bench) {
    const minutes = bench.sized(60, 5);
    const runs = (processes: number, working = processes) => {
      const pace = sharedPace([{ requests: limit, perMs: 60_000, scope: 'CREDENTIAL' }]);
      const of = (limiter: () => ReturnType<typeof limiterPerProcess>) => {
        const seen = simulatePacing({ processes: Array.from({ length: working }, limiter), minutes, limit });
        const sent = seen.admitted + seen.refused;
        return { used: seen.admitted / (minutes * limit), refused: seen.refused / sent, each: sent / seen.admitted };
      };
      return {
        ours: of(() => pace),
        [whole]: of(() => limiterPerProcess(limit)),
        [shared]: of(() => limiterPerProcess(limit / processes)),
      };
    };
    const two = runs(2);
    const one = runs(2, 1);
    const of = (found: typeof two, value: 'used' | 'refused') => ({
      unit: '',
      ours: [found.ours[value]],
      beside: { [whole]: [found[whole][value]], [shared]: [found[shared][value]] },
    });
    const sizes = bench.sized([1, 2, 4, 8, 16], [1, 2]);
    const grown = sizes.map((size) => ({ size, ...runs(size) }));
    const series = (['ours', whole, shared] as const).map((who) => ({
      name: who === 'ours' ? 'Handoff' : who,
      points: grown.map((found): [number, number] => [found.size, found[who].each]),
    }));
    return {
      figures: [
        {
          what: 'share of the allowance used, two processes at work',
          ...of(two, 'used'),
          targets: [{ bound: 'AT_LEAST', limit: 0.97, times: null }],
        },
        {
          what: 'share of the requests answered 429, two processes at work',
          ...of(two, 'refused'),
          targets: [{ bound: 'AT_MOST', limit: 0.001, times: null }],
        },
        { what: 'share of the allowance used, one of the two at work', ...of(one, 'used'), targets: [] },
      ],
      growth: [{ title: 'Requests sent for each that is admitted', x: 'processes', y: 'requests', series }],
      notes: [
        `${minutes} minutes of virtual time; 16 requests at once a process, each answered after 40 to 440 ms; a fixed window of ${limit} a minute that its first request opens. Everybody waits as a 429 says.`,
        'The share of a process is right only while all of them have work, and an integration has one owner at a time.',
      ],
    };
  },
};
