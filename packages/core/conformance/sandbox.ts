/**
 * What a connector may not reach: clock, timers, log, network. Each is watched while connector code runs,
 * and left alone while a request is on its way, when the ATS's own code may run in the same process.
 */
export type Sandbox = {
  /** What was touched, in words. */
  readonly trespasses: readonly string[];
  /** Runs connector code. */
  inside<T>(code: () => Promise<T>): Promise<T>;
  /** Runs code of ours in the midst of it. */
  outside<T>(code: () => Promise<T>): Promise<T>;
};

type Restore = () => void;

export function newSandbox(): Sandbox {
  const trespasses: string[] = [];
  const told = (what: string) => trespasses.push(what);
  const step = async <T>(change: () => Restore, code: () => Promise<T>): Promise<T> => {
    const restore = change();
    try {
      return await code();
    } finally {
      restore();
    }
  };
  let guards: Restore | null = null;
  const close = () => {
    guards ??= guard(told);
  };
  const open = () => {
    guards?.();
    guards = null;
  };
  const both = (before: () => void, after: () => void) => () => {
    before();
    return after;
  };
  return {
    trespasses,
    inside: (code) => step(both(close, open), code),
    outside: (code) => step(both(open, close), code),
  };
}

const timers = ['setTimeout', 'setInterval', 'setImmediate'] as const;
const consoleMethods = ['log', 'info', 'warn', 'error', 'debug'] as const;

function guard(told: (what: string) => void): Restore {
  const scope = globalThis as unknown as Record<string, unknown>;
  const restores = [
    replace(scope, 'Date', new Proxy(Date, clockGuard(told))),
    ...timers.map((name) => watch(scope, name, () => told(`it used ${name}: a session never waits`))),
    watch(scope, 'fetch', () => told('it used fetch: a session reaches the ATS through send alone')),
    ...consoleMethods.map((name) =>
      watch(console as unknown as Record<string, unknown>, name, () =>
        told(`it used console.${name}: a session never logs`),
      ),
    ),
  ];
  return () => {
    for (const restore of restores) restore();
  };
}

/** A date from a text or a number is data; the present one is a clock. */
function clockGuard(told: (what: string) => void): ProxyHandler<DateConstructor> {
  return {
    construct(target, args, newTarget) {
      if (args.length === 0) told('it asked for the present time: a session has no clock');
      return Reflect.construct(target, args, newTarget) as object;
    },
    get(target, name, receiver) {
      if (name === 'now') told('it asked for the present time: a session has no clock');
      return Reflect.get(target, name, receiver);
    },
  };
}

function watch(scope: Record<string, unknown>, name: string, touched: () => void): Restore {
  const original = scope[name];
  if (typeof original !== 'function') return () => undefined;
  return replace(scope, name, (...args: unknown[]) => {
    touched();
    return original.apply(scope, args) as unknown;
  });
}

function replace(scope: Record<string, unknown>, name: string, stand: unknown): Restore {
  const original = scope[name];
  scope[name] = stand;
  return () => {
    scope[name] = original;
  };
}
