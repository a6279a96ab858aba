import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What is asked of the store and the sender when someone looks. */
export type Numbers = {
  readonly deliveries: Readonly<Record<string, number>>;
  readonly chats: { readonly active: number; readonly gone: number; readonly subscribed: number };
  readonly items: number;
  /** Campaigns whose account does not add up. */
  readonly unbalanced: number;
  readonly sources: readonly {
    readonly name: string;
    readonly failures: number;
    readonly succeededAt: Date | null;
  }[];
  /** Of those a process may have. */
  readonly roles: readonly { readonly role: string; readonly isOurs: boolean }[];
  readonly gaps: readonly { readonly publication: string; readonly count: number }[];
  readonly sender: {
    readonly inFlight: number;
    readonly settled: Readonly<Record<string, number>>;
    readonly share: number;
  };
};

export type Metrics = {
  readonly contentType: string;
  render(): Promise<string>;
  countRun(run: string, ok: boolean, seconds: number): void;
};

/** Prometheus metrics under `gongbao_`; numbers of the store are read when scraped. */
export function createMetrics(numbers: () => Promise<Numbers>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauges = createGauges(registry);
  const runs = new Histogram({
    name: 'gongbao_run_seconds',
    help: 'Runs of the pipeline, by run and result.',
    labelNames: ['run', 'result'],
    buckets: [0.01, 0.05, 0.25, 1, 5, 30, 120],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    async render() {
      show(gauges, await numbers());
      return registry.metrics();
    },
    countRun: (run, ok, seconds) => runs.observe({ run, result: ok ? 'ok' : 'failed' }, seconds),
  };
}

type Gauges = ReturnType<typeof createGauges>;

function createGauges(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `gongbao_${name}`, help, labelNames, registers });
  return {
    deliveries: gauge('deliveries', 'Rows of the outbox and ledger, by state.', 'state'),
    chats: gauge('chats', 'Chats, by state.', 'state'),
    unbalanced: gauge(
      'campaigns_unbalanced',
      'Campaigns whose account does not match their deliveries.',
    ),
    items: gauge('items', 'Items in the archive.'),
    failures: gauge('source_failures', 'Failures in a row, by source.', 'source'),
    success: gauge(
      'source_last_success_seconds',
      'When a source last worked, in seconds since 1970, by source.',
      'source',
    ),
    missing: gauge('issues_missing', 'Issues missing or doubled, by paper.', 'publication'),
    roles: gauge('role', 'Whether this process has the role.', 'role'),
    inFlight: gauge('send_in_flight', 'Requests to Telegram under way in this process.'),
    share: gauge('send_rate_share', 'Of the granted rate, what is used (1: all of it).'),
    settled: gauge('send_settled', 'What became of sends since the start, by outcome.', 'outcome'),
  };
}

function show(gauges: Gauges, numbers: Numbers): void {
  const { inFlight, settled, share } = numbers.sender;
  for (const [state, count] of Object.entries(numbers.deliveries))
    gauges.deliveries.set({ state }, count);
  for (const [state, count] of Object.entries(numbers.chats)) gauges.chats.set({ state }, count);
  for (const [outcome, count] of Object.entries(settled)) gauges.settled.set({ outcome }, count);
  for (const { name: source, failures, succeededAt } of numbers.sources) {
    gauges.failures.set({ source }, failures);
    if (succeededAt) gauges.success.set({ source }, succeededAt.getTime() / 1000);
  }
  for (const { role, isOurs } of numbers.roles) gauges.roles.set({ role }, isOurs ? 1 : 0);
  gauges.missing.reset(); // a paper without gaps has no row
  for (const { publication, count } of numbers.gaps) gauges.missing.set({ publication }, count);
  gauges.items.set(numbers.items);
  gauges.unbalanced.set(numbers.unbalanced);
  gauges.inFlight.set(inFlight);
  gauges.share.set(share);
}
