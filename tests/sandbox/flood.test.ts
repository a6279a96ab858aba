import { describe, expect, it } from 'vitest';
import type { LocalBotApi } from '../../src/sandbox/index.ts';
import { call, createApi, createClock, WANG } from './local.ts';

const LIMITS = { perSecond: 3, privateBurst: 2, perGroupMinute: 4 };
const GROUP = -5;

function createFlooded() {
  const clock = createClock();
  const api = createApi({ now: clock.now, flood: LIMITS });
  const members = [{ id: WANG, role: 'creator' as const }];
  api.addChat({ id: GROUP, kind: 'group', title: '邻里', members, bot: 'member' });
  for (const id of [1, 2, 3, 4, 5]) {
    api.addUser({ id, name: `${id}`, language: 'en', started: true });
  }
  return { api, clock };
}

const send = async (api: LocalBotApi, chat_id: number, over: object = {}) => {
  const { ok, parameters } = await call(api, 'sendMessage', { chat_id, text: 'x', ...over });
  return ok ? 'ok' : `wait ${parameters.retry_after}`;
};

describe('flood control', () => {
  it('lets so many through in any second, and no more', async () => {
    const { api, clock } = createFlooded();
    expect(await send(api, 1)).toBe('ok');
    clock.pass(600);
    expect([await send(api, 2), await send(api, 3), await send(api, 4)]).toEqual([
      'ok',
      'ok',
      'wait 1',
    ]);
    clock.pass(399);
    expect(await send(api, 4)).toBe('wait 1');
    clock.pass(1);
    expect([await send(api, 4), await send(api, 5)]).toEqual(['ok', 'wait 1']);
    expect(api.counts()).toMatchObject({ sent: 4, peakPerSecond: 3, refusals: { 429: 3 } });
  });

  it('a private chat may burst, and then gets one message a second', async () => {
    const { api, clock } = createFlooded();
    expect([await send(api, 1), await send(api, 1), await send(api, 1)]).toEqual([
      'ok',
      'ok',
      'wait 1',
    ]);
    clock.pass(1000);
    expect([await send(api, 1), await send(api, 1)]).toEqual(['ok', 'wait 1']);
  });

  it('a group gets so many in any minute', async () => {
    const { api, clock } = createFlooded();
    for (let sent = 0; sent < 4; sent += 1) {
      expect(await send(api, GROUP)).toBe('ok');
      clock.pass(5000);
    }
    expect(await send(api, GROUP)).toBe('wait 40');
    expect(await send(api, 1)).toBe('ok');
    clock.pass(40_000);
    expect(await send(api, GROUP)).toBe('ok');
  });

  it('a paid broadcast is not held to the free rate', async () => {
    const { api } = createFlooded();
    const paid = { allow_paid_broadcast: true };
    for (const chat of [1, 2, 3, 4, 5]) expect(await send(api, chat, paid)).toBe('ok');
  });

  it('says how long to wait in the header too, and does not keep what it refused', async () => {
    const { api } = createFlooded();
    for (const chat of [1, 2, 3]) await send(api, chat);
    const response = await api.app.request(`/bot${api.token}/sendMessage?chat_id=4&text=x`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await response.json()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    expect(api.messages(4)).toEqual([]);
  });
});
