/**
 * Reads an issue: cuts its text into articles, then reads each.
 *
 * In: a `RawIssue`. Out: a `ParsedIssue`; an article that cannot be read comes back word for word
 * under `unread`. Never: a clock, a file, a guess that is not marked by its confidence.
 */
export { issueToJson } from './issue-to-json.ts';
export { ParseError, type ParseFault } from './parse-error.ts';
export { parseIssue } from './parse-issue.ts';
