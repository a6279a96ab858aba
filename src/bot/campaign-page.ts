import { LIST_PAGE_SIZE } from '../compose/index.ts';
import type { Button, ClassicMessage, Language } from '../domain/index.ts';
import {
  type AccountedCampaign,
  CANARY_REASONS,
  type Campaign,
  canarySize,
} from '../store/index.ts';
import { plain, type Rows } from './answer.ts';
import {
  type CampaignAct,
  campaignButton,
  campaignsButton,
  keyOf,
  type PageAct,
  steerButton,
} from './campaign-buttons.ts';
import type { BotContext } from './context.ts';
import type { Defaults } from './deps.ts';
import { shorten } from './listed.ts';
import { nameSegment } from './name-segment.ts';
import { writeMoment } from './texts/calendar.ts';
import type { CampaignAbout, Pause } from './texts/campaigns-zh.ts';
import type { Texts } from './texts/index.ts';

/** Who reads it, and by the clocks of which zone. */
export type Reader = {
  readonly texts: Texts;
  readonly language: Language;
  readonly timezone: string;
};

/** An admin reads times by the operator's clocks. */
export function readerOf(
  { defaults }: { readonly defaults: Defaults },
  { texts, language }: Pick<BotContext, 'texts' | 'language'>,
): Reader {
  return { texts, language, timezone: defaults.schedule.timezone };
}

/** A campaign's page, opened from a page of the list. */
export function campaignPage(
  reader: Reader,
  accounted: AccountedCampaign,
  from: number,
): ClassicMessage {
  const { campaigns } = reader.texts.admin;
  const { campaign } = accounted;
  const button = (text: string, act: PageAct) => ({
    text,
    callback: campaignButton.write(act, keyOf(campaign.id), from),
  });
  const back = { text: campaigns.back, callback: campaignsButton.write(from) };
  const refresh = button(campaigns.refresh, 'show');
  return headed(campaigns.about(aboutCampaign(reader, accounted)), [
    ...steeringRows(accounted, reader.texts, button),
    isEnded(campaign) ? [back] : [refresh, back],
  ]);
}

/** The same in the message that goes on telling how far a broadcast is. */
export function progressPage(reader: Reader, accounted: AccountedCampaign): ClassicMessage {
  const { campaigns } = reader.texts.admin;
  const { campaign } = accounted;
  const button = (text: string, act: CampaignAct) => ({
    text,
    callback: steerButton.write(act, keyOf(campaign.id)),
  });
  return headed(
    campaigns.about(aboutCampaign(reader, accounted)),
    steeringRows(accounted, reader.texts, button),
  );
}

/** Asks before what cannot be undone. */
export function askPage(
  reader: Reader,
  accounted: AccountedCampaign,
  { act, from }: { readonly act: 'cancel' | 'now'; readonly from: number },
): ClassicMessage {
  const { campaign } = accounted;
  const { campaigns } = reader.texts.admin;
  const title = shorten(campaign.title);
  const button = (text: string, then: PageAct) => [
    { text, callback: campaignButton.write(then, keyOf(campaign.id), from) },
  ];
  if (act === 'cancel')
    return plain(campaigns.cancelAsk({ title, ...restOf(accounted) }), [
      button(campaigns.cancelYes, 'cancel-yes'),
      button(campaigns.cancelNo, 'show'),
    ]);
  const scheduled = momentIn(reader, campaign.scheduledAt) ?? '';
  return plain(campaigns.sendNowAsk({ title, scheduled }), [
    button(campaigns.sendNowYes, 'now-yes'),
    button(campaigns.sendNowNo, 'show'),
  ]);
}

/** A page of the list, with a button for each. */
export function listPage(
  reader: Reader,
  listed: readonly AccountedCampaign[],
  { page, pages }: { readonly page: number; readonly pages: number },
): ClassicMessage {
  const first = (page - 1) * LIST_PAGE_SIZE + 1;
  const { campaigns } = reader.texts.admin;
  const entries = listed.map(
    (each, index) => `${first + index}. ${campaigns.entry(aboutCampaign(reader, each))}`,
  );
  const head = pages > 1 ? `${campaigns.title}\n${campaigns.page(page, pages)}` : campaigns.title;
  const open = listed.map(({ campaign }, index) => ({
    text: campaigns.open(first + index),
    callback: campaignButton.write('show', keyOf(campaign.id), page),
  }));
  const turn: Button[] = [];
  if (page > 1) turn.push({ text: campaigns.previous, callback: campaignsButton.write(page - 1) });
  if (page < pages) turn.push({ text: campaigns.next, callback: campaignsButton.write(page + 1) });
  return headed([head, ...entries].join('\n\n'), [
    ...inRows(open, OPEN_IN_A_ROW),
    ...(turn.length > 0 ? [turn] : []),
  ]);
}

/** Its first line stands out, as in every list. */
function headed(text: string, buttons: Rows): ClassicMessage {
  const [{ length } = ''] = text.split('\n');
  return { ...plain(text, buttons), entities: [{ type: 'bold', offset: 0, length }] };
}

const OPEN_IN_A_ROW = 4;

function inRows<T>(buttons: readonly T[], length: number): T[][] {
  const rows: T[][] = [];
  for (let at = 0; at < buttons.length; at += length) rows.push(buttons.slice(at, at + length));
  return rows;
}

/** What can be done to it now. */
function steeringRows(
  { campaign: { state }, undecided }: AccountedCampaign,
  { admin: { campaigns } }: Texts,
  button: (text: string, act: CampaignAct) => Button,
): Rows {
  const held = [button(campaigns.resend(undecided), 'resend'), button(campaigns.leave, 'leave')];
  const cancel = button(campaigns.cancel, 'cancel');
  const rows = {
    draft: [],
    scheduled: [[button(campaigns.sendNow, 'now'), cancel]],
    running: [[button(campaigns.pause, 'pause'), cancel]],
    paused: [[button(campaigns.resume, 'resume'), cancel]],
    cancelled: [],
    finished: [],
  }[state];
  return undecided > 0 ? [held, ...rows] : rows;
}

function aboutCampaign(reader: Reader, accounted: AccountedCampaign): CampaignAbout {
  const { campaign, account, undecided, asleep } = accounted;
  const { kind, title, state, segment, audience, isQueueing, isUrgent } = campaign;
  return {
    ...{ kind, state, account, undecided, asleep, audience, isQueueing, isUrgent },
    title: shorten(title),
    segment: segment && nameSegment(segment, reader.texts),
    canary: state === 'running' ? canaryOf(accounted) : null,
    scheduled: state === 'scheduled' ? momentIn(reader, campaign.scheduledAt) : null,
    started: momentIn(reader, campaign.startedAt),
    finished: momentIn(reader, campaign.finishedAt),
    pause: state === 'paused' ? pauseOf(campaign) : null,
  };
}

/** How many chats try it out: while they are being chosen at most so many. */
function canaryOf({ campaign: { canary, audience, messageIds }, account }: AccountedCampaign) {
  const most = canarySize(audience ?? 0);
  if (canary === 'choosing') return most;
  if (canary !== 'running') return null;
  return Math.min(most, Math.ceil(account.expected / messageIds.length)) || null;
}

function pauseOf({ pauseReason: reason }: Campaign): Pause {
  if (reason === null) return { by: 'admin' };
  const canary = CANARY_REASONS.find((known) => known === reason);
  return canary ? { by: canary } : { by: 'refusals', reason: shorten(reason) };
}

function momentIn({ timezone, language }: Reader, moment: Date | null): string | null {
  return moment && writeMoment(moment, timezone, language);
}

/** How many have not got it: chats, where it says the same to all. */
function restOf({ campaign, account }: AccountedCampaign) {
  const { audience, messageIds } = campaign;
  if (audience === null || messageIds.length === 0)
    return { rest: account.open, unit: 'messages' } as const;
  const owed =
    campaign.isQueueing || campaign.state === 'scheduled'
      ? audience * messageIds.length - (account.expected - account.open)
      : account.open;
  return { rest: Math.max(0, Math.ceil(owed / messageIds.length)), unit: 'chats' } as const;
}

export function isEnded({ state }: Campaign): boolean {
  return state === 'finished' || state === 'cancelled';
}
