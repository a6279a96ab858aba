/**
 * All the SQL there is: the archive, the chats and what they want, the outbox.
 *
 * In: a database or a transaction (`Db`), and the domain's words. Out: the domain's words; rows never leave.
 * Never: the clock (time is passed in), Telegram, the decision what to send.
 */

export {
  type Account,
  accountOf,
  type DeliveryCounts,
  deliveryCounts,
  totalAccount,
} from './accounts.ts';
export { findActs, type StoredAct } from './acts.ts';
export { queueAlert, reachableChats } from './alerts.ts';
export {
  BEFORE_EVERY_CHAT,
  type ChatCounts,
  chatCounts,
  countAudience,
  parseSegment,
  type Segment,
  type Stretch,
  segmentText,
  shortStretches,
  stretchEnd,
} from './audience.ts';
export { type AdminAct, recentAdminActs, recordAdminAct } from './audit.ts';
export { backfillDays, type DayState, recordDay } from './backfill-days.ts';
export { backup } from './backup.ts';
export {
  type AuditScope,
  auditCampaigns,
  type Counted,
  type Imbalance,
  noteBalance,
  unbalancedCampaigns,
} from './balance.ts';
export {
  type BroadcastDraft,
  broadcastsToQueue,
  type Confirmation,
  confirmBroadcast,
  discardBroadcast,
  draftBroadcast,
  scheduledBroadcasts,
  startScheduled,
} from './broadcasts.ts';
export {
  botsThatSent,
  grownShare,
  type Hold,
  holdBudget,
  lockBudget,
  reserveReply,
  reserveSlots,
} from './budgets.ts';
export { type AccountedCampaign, findAccounted, listAccounted } from './campaign-list.ts';
export {
  type Campaign,
  type CampaignState,
  campaignsAtRest,
  campaignsToReport,
  clearProgressMessage,
  createDigestCampaign,
  createReminderCampaign,
  createUrgentCampaign,
  findCampaign,
  listCampaigns,
  pauseCampaign,
  resumeCampaign,
  setProgressMessage,
} from './campaigns.ts';
export {
  CANARY_REASONS,
  type CanaryReason,
  type CanaryTally,
  canarySize,
  canaryTally,
  hasCanary,
  passCanary,
  pauseForCanary,
} from './canary.ts';
export { candidatesOf } from './candidates.ts';
export { changeInterest, setInterestRhythm } from './change-interest.ts';
export {
  findChat,
  forgetChat,
  type KnownChat,
  markGone,
  migrateChat,
  saveChat,
  setLanguage,
  setStyle,
  setTopic,
} from './chats.ts';
export type { ClaimMemory } from './claim-rows.ts';
export {
  type Claim,
  type Claimed,
  type ClaimOptions,
  type ClaimTiming,
  claimDue,
  claimNext,
  spacingOf,
} from './claims.ts';
export { confirmedFacts } from './confirmed-facts.ts';
export {
  type Copied,
  type CopyProgress,
  copyDatabase,
} from './copy-database.ts';
export {
  type Db,
  type Dialect,
  durably,
  inTransaction,
  isShared,
  migrate,
  type OpenDatabase,
  openDatabase,
  sqlitePath,
} from './database.ts';
export { hasDue, nextDueAt } from './due-deliveries.ts';
export {
  type DueReminder,
  datesToFollow,
  dropPassed,
  dropReminders,
  dueReminders,
  moveReminders,
  noteTold,
  putOffReminders,
  remindersOfDate,
  removeReminders,
} from './due-reminders.ts';
export {
  advanceSubscriptions,
  dueInVain,
  dueSubscriptions,
  isAnyoneDue,
  putOff,
} from './due-subscriptions.ts';
export { cancelCampaign, finishCampaigns, settleCancelled } from './end-campaigns.ts';
export { removeAllInterests, removeInterest, type Standing, setStanding } from './end-interest.ts';
export { enqueueMessages } from './enqueue-messages.ts';
export { claimExclusiveStart } from './exclusive-start.ts';
export { exportChat } from './export-chat.ts';
export { fallBack } from './fallback.ts';
export {
  type Follow,
  followersOf,
  followsIn,
  followsSince,
  newestInterestId,
  queriesFoundBy,
  readQueries,
  toldBefore,
} from './follows.ts';
export {
  type KnownIssue,
  knownIssues,
  markGapsTold,
  openGaps,
  regularPublications,
  updateGaps,
} from './gaps.ts';
export { type HeldDelivery, heldDeliveries, resendHeld } from './held.ts';
export {
  type Added,
  addInterest,
  followsAnything,
  isSubscribed,
  listInterests,
} from './interests.ts';
export { comingDates, datesOfRevision, findDate, pastDates } from './key-dates.ts';
export { leaveNoTrace, tracesOf } from './leave-no-trace.ts';
export { readMessages, saveMessages } from './messages.ts';
export { findMissed, type ItemRange, lastMissed, type Missed } from './missed.ts';
export { type NamedInActs, namedInActs } from './named-in-acts.ts';
export { SILENCE_MS } from './open-postgres.ts';
export {
  enqueue,
  type InHand,
  type NewDeliveries,
  PRIORITY,
  recoverAllClaims,
  recoverDeadClaims,
  recoverFrom,
  recoverLeases,
  type UnknownPolicy,
} from './outbox.ts';
export {
  advanceOwnRhythms,
  chatsWithOwnRhythms,
  dueOwnRhythms,
  forgetToldItems,
  isAnyOwnRhythmDue,
  type OwnRhythm,
  ownRhythmsOf,
} from './own-rhythms.ts';
export {
  actsAboutOffices,
  actsOfPerson,
  archiveBegins,
  bodiesEndingIn,
  titlesOf,
} from './people.ts';
export type { Period } from './place.ts';
export { findPrinted } from './printed.ts';
export { publicationNames } from './publications.ts';
export { newestQueryId } from './queries.ts';
export { queueCanary, queueStep } from './queue-steps.ts';
export {
  archiveCounts,
  issuesOn,
  latestIssue,
  nearestIssueDates,
  type StoredIssue,
} from './read-issues.ts';
export {
  findItem,
  findItems,
  itemsAfter,
  type Page,
  readItems,
  searchItems,
} from './read-items.ts';
export {
  type ChosenReminder,
  dropReminder,
  type RemindedDate,
  remindedDates,
  remindersOf,
  setReminder,
} from './reminders.ts';
export { rescheduleDefaults } from './reschedule.ts';
export { rescheduleOwnRhythms } from './reschedule-own.ts';
export { discardDrafts, dropMessages, retireChats, trimLedger } from './retention.ts';
export {
  discardReviewDraft,
  findReviewDraft,
  type ReviewDraft,
  saveReviewDraft,
} from './review-drafts.ts';
export { type ReviewedItem, reviewedItems } from './reviewed-items.ts';
export {
  lockReviews,
  newestReviewId,
  type Reviewed,
  recordReview,
  settledReviewId,
} from './reviews.ts';
export { exportChats, type ImportedChat, importChats, type RosterRow } from './roster.ts';
export { type NewIssue, type SavedIssue, saveIssue } from './save-issue.ts';
export { newestItemId } from './save-items.ts';
export { hastenBroadcast } from './schedule.ts';
export { recordSettlements, type SelfPaused, type Settled } from './settlements.ts';
export { rememberSeen, type Seen, seenOf } from './source-seen.ts';
export {
  claimSource,
  dueSources,
  enrolSources,
  findSource,
  recordFailure,
  recordSuccess,
  releaseSource,
  type SourceState,
  sourceStates,
} from './sources.ts';
export { StoreBusyError, StoreError } from './store-error.ts';
export { setQuiet, setSchedule, setUrgent } from './subscription-settings.ts';
export { findSubscription, leastTold, setKinds, subscribe } from './subscriptions.ts';
export { leaveHeld } from './undecided.ts';
export { dealWithUnread, nextUnread, type UnreadPart } from './unread-parts.ts';
export {
  noteToldItems,
  recentTitles,
  type UrgentItem,
  undeliveredUrgent,
  urgentAudience,
  urgentNews,
} from './urgent-news.ts';
export { readUrgentRule, saveUrgentRule, setUrgentThrough, urgentThrough } from './urgent-rule.ts';
export { countWaiting, findWaiting, nextWaiting, type WaitingFact } from './waiting.ts';
export {
  claimWholeDatabase,
  findDeadWorkers,
  lockChat,
  openWorkerSession,
  type Role,
  type WorkerSession,
} from './workers.ts';
