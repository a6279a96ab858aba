/**
 * All the SQL there is: the archive, the chats and what they want, the outbox.
 *
 * In: a database or a transaction (`Db`), and the domain's words. Out: the domain's words; rows never leave.
 * Never: the clock (time is passed in), Telegram, the decision what to send.
 */

export { findActs, type StoredAct } from './archive/acts.ts';
export { candidatesOf } from './archive/candidates.ts';
export {
  type KnownIssue,
  knownIssues,
  markGapsTold,
  openGaps,
  regularPublications,
  updateGaps,
} from './archive/gaps.ts';
export { indexSignatures } from './archive/index-signatures.ts';
export { comingDates, datesOfRevision, findDate, pastDates } from './archive/key-dates.ts';
export { type NamedInActs, namedInActs } from './archive/named-in-acts.ts';
export {
  actsAboutOffices,
  actsOfPerson,
  archiveBegins,
  bodiesEndingIn,
  titlesOf,
} from './archive/people.ts';
export { findPrinted } from './archive/printed.ts';
export { publicationNames } from './archive/publications.ts';
export {
  archiveCounts,
  issuesOn,
  latestIssue,
  nearestIssueDates,
  publicationsOn,
  type StoredIssue,
} from './archive/read-issues.ts';
export {
  findItem,
  findItems,
  itemsAfter,
  type Page,
  readItems,
  searchItems,
} from './archive/read-items.ts';
export { type NewIssue, type SavedIssue, saveIssue } from './archive/save-issue.ts';
export { newestItemId } from './archive/save-items.ts';
export { dealWithUnread, nextUnread, type UnreadPart } from './archive/unread-parts.ts';
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
} from './chats/audience.ts';
export { changeInterest, setInterestRhythm } from './chats/change-interest.ts';
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
} from './chats/chats.ts';
export {
  correctedDates,
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
} from './chats/due-reminders.ts';
export {
  advanceSubscriptions,
  dueInVain,
  dueSubscriptions,
  isAnyoneDue,
  putOff,
} from './chats/due-subscriptions.ts';
export {
  removeAllInterests,
  removeInterest,
  type Standing,
  setStanding,
} from './chats/end-interest.ts';
export { exportChat } from './chats/export-chat.ts';
export {
  type Follow,
  followersOf,
  followsIn,
  followsSince,
  newestInterestId,
  queriesFoundBy,
  readQueries,
  toldBefore,
} from './chats/follows.ts';
export {
  type Added,
  addInterest,
  followsAnything,
  isSubscribed,
  listInterests,
} from './chats/interests.ts';
export { findMissed, type ItemRange, lastMissed, type Missed } from './chats/missed.ts';
export {
  advanceOwnRhythms,
  chatsWithOwnRhythms,
  dueOwnRhythms,
  forgetToldItems,
  isAnyOwnRhythmDue,
  type OwnRhythm,
  ownRhythmsOf,
} from './chats/own-rhythms.ts';
export { newestQueryId } from './chats/queries.ts';
export {
  type ChosenReminder,
  dropReminder,
  type RemindedDate,
  remindedDates,
  remindersOf,
  setReminder,
} from './chats/reminders.ts';
export { rescheduleDefaults } from './chats/reschedule.ts';
export { rescheduleOwnRhythms } from './chats/reschedule-own.ts';
export { exportChats, type ImportedChat, importChats, type RosterRow } from './chats/roster.ts';
export { hastenBroadcast } from './chats/schedule.ts';
export { setPublication, setQuiet, setSchedule, setUrgent } from './chats/subscription-settings.ts';
export { findSubscription, leastTold, setKinds, subscribe } from './chats/subscriptions.ts';
export {
  noteToldItems,
  recentTitles,
  type UrgentItem,
  undeliveredUrgent,
  urgentAudience,
  urgentNews,
} from './chats/urgent-news.ts';
export {
  readUrgentRule,
  saveUrgentRule,
  setUrgentThrough,
  urgentThrough,
} from './chats/urgent-rule.ts';
export { backup } from './database/backup.ts';
export {
  type Copied,
  type CopyProgress,
  copyDatabase,
} from './database/copy-database.ts';
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
} from './database/database.ts';
export { claimExclusiveStart } from './database/exclusive-start.ts';
export { leaveNoTrace, tracesOf } from './database/leave-no-trace.ts';
export { SILENCE_MS } from './database/open-postgres.ts';
export type { Period } from './database/place.ts';
export { StoreBusyError, StoreError } from './database/store-error.ts';
export {
  claimWholeDatabase,
  findDeadWorkers,
  lockChat,
  openWorkerSession,
  type Role,
  type WorkerSession,
} from './database/workers.ts';
export {
  type Account,
  accountOf,
  type DeliveryCounts,
  deliveryCounts,
  totalAccount,
} from './delivery/accounts.ts';
export { queueAlert, reachableChats } from './delivery/alerts.ts';
export { type AdminAct, recentAdminActs, recordAdminAct } from './delivery/audit.ts';
export {
  type AuditScope,
  auditCampaigns,
  type Counted,
  type Imbalance,
  noteBalance,
  unbalancedCampaigns,
} from './delivery/balance.ts';
export {
  type BroadcastDraft,
  broadcastsToQueue,
  type Confirmation,
  confirmBroadcast,
  discardBroadcast,
  draftBroadcast,
  scheduledBroadcasts,
  startScheduled,
} from './delivery/broadcasts.ts';
export {
  botsThatSent,
  grownShare,
  type Hold,
  holdBudget,
  lockBudget,
  reserveReply,
  reserveSlots,
} from './delivery/budgets.ts';
export { type AccountedCampaign, findAccounted, listAccounted } from './delivery/campaign-list.ts';
export {
  type Campaign,
  type CampaignState,
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
} from './delivery/campaigns.ts';
export {
  CANARY_REASONS,
  type CanaryReason,
  type CanaryTally,
  canaryAmong,
  canarySize,
  canaryTally,
  hasCanary,
  passCanary,
  pauseForCanary,
} from './delivery/canary.ts';
export type { ClaimMemory } from './delivery/claim-rows.ts';
export {
  type Claim,
  type Claimed,
  type ClaimOptions,
  type ClaimTiming,
  claimDue,
  claimNext,
  type Settled,
  spacingOf,
} from './delivery/claims.ts';
export { hasDue, nextDueAt } from './delivery/due-deliveries.ts';
export { cancelCampaign, finishCampaigns, settleCancelled } from './delivery/end-campaigns.ts';
export { enqueueMessages } from './delivery/enqueue-messages.ts';
export { fallBack } from './delivery/fallback.ts';
export { type HeldDelivery, heldDeliveries, resendHeld } from './delivery/held.ts';
export { readMessages, saveMessages } from './delivery/messages.ts';
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
} from './delivery/outbox.ts';
export { queueCanary, queueStep } from './delivery/queue-steps.ts';
export { discardDrafts, dropMessages, retireChats, trimLedger } from './delivery/retention.ts';
export { recordSettlements, type SelfPaused } from './delivery/settlements.ts';
export {
  type AwakeAt,
  countAsleep,
  countSleepers,
  type Night,
  wakeSleepers,
} from './delivery/sleepers.ts';
export { stillOwed } from './delivery/still-owed.ts';
export { confirmedFacts } from './reviews/confirmed-facts.ts';
export {
  discardReviewDraft,
  findReviewDraft,
  type ReviewDraft,
  saveReviewDraft,
} from './reviews/review-drafts.ts';
export { type ReviewedItem, reviewedItems } from './reviews/reviewed-items.ts';
export {
  lockReviews,
  newestReviewId,
  type Reviewed,
  recordReview,
  settledReviewId,
} from './reviews/reviews.ts';
export { leaveHeld } from './reviews/undecided.ts';
export { countWaiting, findWaiting, nextWaiting, type WaitingFact } from './reviews/waiting.ts';
export { backfillDays, type DayState, recordDay } from './sources/backfill-days.ts';
export { rememberSeen, type Seen, seenOf } from './sources/source-seen.ts';
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
} from './sources/sources.ts';
