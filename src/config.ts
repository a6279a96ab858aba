import { z } from 'zod';
import { MESSAGE_STYLES, type MessageStyle } from './domain/index.ts';
import { isCron, isTimezone } from './match/index.ts';

/** What the operator set, read once from the environment. */
export type Config = {
  /** `null`: run the sandbox. */
  readonly botToken: string | null;
  readonly botApiRoot: string;
  readonly databaseUrl: string;
  readonly adminIds: readonly number[];
  readonly inboxDir: string;
  /** YAML list of what is followed; see `sources-file.ts`. */
  readonly sourcesFile: string | null;
  readonly publication: string;
  readonly digestCron: string;
  readonly timezone: string;
  /** Messages a second, over all processes of one bot. */
  readonly sendRate: number;
  readonly sendConcurrency: number;
  readonly allowPaidBroadcast: boolean;
  /** What becomes of a message that may have arrived: sent again, or held for an admin. */
  readonly unknownPolicy: (typeof UNKNOWN_POLICIES)[number];
  /** So long after its end a campaign's deliveries are kept; its account stays. */
  readonly ledgerDays: number;
  readonly messageStyle: MessageStyle;
  /** `null`: long polling. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  readonly httpHost: string;
  readonly httpPort: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
};

/** The settings are wrong; `problems` names each of them, a line each. */
export class ConfigError extends Error {
  override name = 'ConfigError' as const;
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Wrong settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const UNKNOWN_POLICIES = ['resend', 'hold'] as const;
/** Telegram's ceilings: without and with paid broadcasts. */
const FREE_RATE = 30;
const PAID_RATE = 1000;

/** Reads every setting before complaining, so that an operator mends them all at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is what compose files and `.env` templates leave for «not set».
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const read = Environment.safeParse(set);
  const problems = [...(read.error?.issues.map(describe) ?? []), ...contradictions(set)];
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret, ...rest } = read.data;
  return {
    botToken: rest.BOT_TOKEN ?? null,
    botApiRoot: rest.BOT_API_ROOT,
    databaseUrl: rest.DATABASE_URL,
    adminIds: rest.ADMIN_IDS,
    inboxDir: rest.INBOX_DIR,
    sourcesFile: rest.SOURCES_FILE ?? null,
    publication: rest.PUBLICATION,
    digestCron: rest.DIGEST_CRON,
    timezone: rest.TIMEZONE,
    sendRate: rest.SEND_RATE,
    sendConcurrency: rest.SEND_CONCURRENCY,
    allowPaidBroadcast: rest.ALLOW_PAID_BROADCAST,
    unknownPolicy: rest.UNKNOWN_POLICY,
    ledgerDays: rest.LEDGER_DAYS,
    messageStyle: rest.MESSAGE_STYLE,
    webhook: url && secret ? { url, secret } : null,
    httpHost: rest.HTTP_HOST,
    httpPort: rest.HTTP_PORT,
    logLevel: rest.LOG_LEVEL,
  };
}

const text = z.string().trim();
const wholeNumber = text.regex(/^\d{1,9}$/, 'is not a whole number').transform(Number);
const between = (low: number, high: number) =>
  wholeNumber.refine((n) => n >= low && n <= high, `is not between ${low} and ${high}`);
const url = (protocol: RegExp, message: string) =>
  text.refine((value) => URL.canParse(value) && protocol.test(new URL(value).protocol), message);

const Environment = z.object({
  BOT_TOKEN: text.regex(/^\d+:[\w-]+$/, 'is not a bot token, such as 123456:ABC…').optional(),
  BOT_API_ROOT: url(/^https?:$/, 'is not an http(s) address')
    .transform((root) => root.replace(/\/+$/, ''))
    .default('https://api.telegram.org'),
  DATABASE_URL: text
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'is neither sqlite:PATH nor postgres://…')
    .default('sqlite:data/gongbao.db'),
  ADMIN_IDS: text
    .regex(/^\d{1,15}(\s*,\s*\d{1,15})*,?$/, 'is not a list of user ids, such as 1001,1002')
    .transform((list) => list.split(',').filter(Boolean).map(Number))
    .default([]),
  INBOX_DIR: text.default('inbox'),
  SOURCES_FILE: text.optional(),
  PUBLICATION: text.max(64, 'is longer than 64 characters').default('今日平阳'),
  DIGEST_CRON: text
    .refine(isCron, 'is not a cron expression of five fields, such as 0 8 * * *')
    .default('0 8 * * *'),
  TIMEZONE: text
    .refine(isTimezone, 'is not a time zone, such as Asia/Shanghai')
    .default('Asia/Shanghai'),
  SEND_RATE: between(1, PAID_RATE).default(FREE_RATE),
  SEND_CONCURRENCY: between(1, PAID_RATE).default(30),
  ALLOW_PAID_BROADCAST: z
    .enum(['true', 'false'], 'is neither true nor false')
    .transform((flag) => flag === 'true')
    .default(false),
  UNKNOWN_POLICY: z.enum(UNKNOWN_POLICIES, 'is neither resend nor hold').default('resend'),
  LEDGER_DAYS: between(1, 36_500).default(90),
  MESSAGE_STYLE: z.enum(MESSAGE_STYLES, 'is neither classic nor rich').default('classic'),
  WEBHOOK_URL: url(/^https?:$/, 'is not an http(s) address').optional(),
  WEBHOOK_SECRET: text
    .regex(/^[\w-]{1,256}$/, 'may have 1 to 256 letters, digits, _ and -')
    .optional(),
  HTTP_HOST: text.default('127.0.0.1'),
  HTTP_PORT: between(0, 65_535).default(8080),
  LOG_LEVEL: z.enum(LOG_LEVELS, `is none of ${LOG_LEVELS.join(', ')}`).default('info'),
});

/** What two settings say together; checked on its own, so that one wrong setting hides no other. */
function contradictions(set: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  const rate = Number(set['SEND_RATE']);
  if (rate > FREE_RATE && rate <= PAID_RATE && set['ALLOW_PAID_BROADCAST']?.trim() !== 'true')
    problems.push(`SEND_RATE is over ${FREE_RATE}, which needs ALLOW_PAID_BROADCAST=true`);
  if (set['WEBHOOK_URL'] && !set['WEBHOOK_SECRET'])
    problems.push('WEBHOOK_SECRET is missing, and WEBHOOK_URL is set: both or neither');
  if (set['WEBHOOK_SECRET'] && !set['WEBHOOK_URL'])
    problems.push('WEBHOOK_URL is missing, and WEBHOOK_SECRET is set: both or neither');
  return problems;
}

/** Names the variable and what is wrong with it, never its value: it may be a secret. */
function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')} ${issue.message}`;
}
