/** A sender in a process of its own, to be killed: `node sender-process.ts DATABASE API_ROOT RATE CONCURRENCY`. */
import { createApi } from '../../src/deliver/index.ts';
import { createSender } from '../../src/pipeline/sender.ts';
import { openDatabase } from '../../src/store/index.ts';
import { TOKEN } from './fake-bot-api.ts';

const [url = '', apiRoot = '', rate = '', concurrency = ''] = process.argv.slice(2);
const { db } = await openDatabase(url);
const silent = () => undefined;
const sender = createSender({
  timezone: 'Asia/Shanghai',
  ...{ db, botId: 1, rate: Number(rate), unknownPolicy: 'resend' },
  ...{ now: () => new Date(), concurrency: Number(concurrency) },
  api: createApi({
    ...{ token: TOKEN, apiRoot, connections: Number(concurrency) },
    allowPaidBroadcast: false,
  }),
  logger: { info: silent, warn: silent, error: silent },
});
sender.start();
