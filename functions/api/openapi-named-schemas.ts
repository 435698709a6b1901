import { auditEntryViewSchema, auditLogViewSchema } from '../domain/wire/audit-schema.ts';
import { capacityViewSchema } from '../domain/wire/capacity-schema.ts';
import {
  contactInputSchema,
  contactListViewSchema,
  contactViewSchema,
} from '../domain/wire/contact-schema.ts';
import {
  attemptViewSchema,
  deliveryListViewSchema,
  deliveryViewSchema,
  deliveryWithEventViewSchema,
  eventViewSchema,
  recordedAttemptViewSchema,
} from '../domain/wire/delivery-schema.ts';
import { filterSchema } from '../domain/wire/filter-schema.ts';
import { grantInputSchema, grantListViewSchema, grantViewSchema } from '../domain/wire/grant-schema.ts';
import {
  healthDetailsViewSchema,
  healthViewSchema,
  historyEntryViewSchema,
  historyViewSchema,
} from '../domain/wire/health-schema.ts';
import {
  inboxCallListViewSchema,
  inboxCallViewSchema,
  inboxInputSchema,
  inboxListViewSchema,
  inboxViewSchema,
} from '../domain/wire/inbox-schema.ts';
import {
  createdKeyViewSchema,
  keyInputSchema,
  keyListViewSchema,
  keyRotationInputSchema,
  keyViewSchema,
} from '../domain/wire/key-schema.ts';
import {
  createdSessionViewSchema,
  portalLinkInputSchema,
  portalLinkViewSchema,
  sessionInputSchema,
  sessionViewSchema,
} from '../domain/wire/portal-schema.ts';
import { previewInputSchema, previewViewSchema, verdictViewSchema } from '../domain/wire/preview-schema.ts';
import { problemGuideViewSchema } from '../domain/wire/problem-guide-schema.ts';
import {
  faultCodeSchema,
  faultViewSchema,
  gatewayMessageViewSchema,
  problemViewSchema,
} from '../domain/wire/problem-schema.ts';
import {
  eventToPublishSchema,
  publishedViewSchema,
  publishInputSchema,
} from '../domain/wire/publish-schema.ts';
import { recentEventsViewSchema } from '../domain/wire/recent-events-schema.ts';
import {
  resendInputSchema,
  resendListViewSchema,
  resendViewSchema,
  resendWindowInputSchema,
} from '../domain/wire/resend-schema.ts';
import {
  rotatedSecretViewSchema,
  rotationInputSchema,
  secretsViewSchema,
} from '../domain/wire/secret-schema.ts';
import {
  statisticsListViewSchema,
  statisticsViewSchema,
  statusShareViewSchema,
  summaryViewSchema,
  typeShareViewSchema,
} from '../domain/wire/statistics-schema.ts';
import {
  deliveryRequestViewSchema,
  requestViewSchema,
  testEventSchema,
  testInputSchema,
  urlCheckInputSchema,
  urlCheckViewSchema,
  webhookTestViewSchema,
} from '../domain/wire/test-schema.ts';
import { traceViewSchema } from '../domain/wire/trace-schema.ts';
import {
  createdWebhookViewSchema,
  emptyInputSchema,
  listedWebhookViewSchema,
  pauseInputSchema,
  updatedWebhookViewSchema,
  webhookDetailsViewSchema,
  webhookInputSchema,
  webhookListViewSchema,
  webhookPatchSchema,
  webhookViewSchema,
} from '../domain/wire/webhook-schema.ts';
import { whyViewSchema } from '../domain/wire/why-schema.ts';
import { catalogSchemas } from './openapi-catalog-schemas.ts';
import type { AnySchema } from './read-request.ts';

/** Schemas that have a name of their own in the document. */
export const named: Readonly<Record<string, AnySchema>> = {
  ...catalogSchemas,
  Attempt: attemptViewSchema,
  Capacity: capacityViewSchema,
  AuditEntry: auditEntryViewSchema,
  AuditLog: auditLogViewSchema,
  Contact: contactViewSchema,
  ContactInput: contactInputSchema,
  ContactList: contactListViewSchema,
  CreatedKey: createdKeyViewSchema,
  CreatedWebhook: createdWebhookViewSchema,
  Delivery: deliveryViewSchema,
  DeliveryList: deliveryListViewSchema,
  DeliveryRequest: deliveryRequestViewSchema,
  DeliveryWithEvent: deliveryWithEventViewSchema,
  EmptyInput: emptyInputSchema,
  Event: eventViewSchema,
  EventToPublish: eventToPublishSchema,
  Fault: faultViewSchema,
  FaultCode: faultCodeSchema,
  Filter: filterSchema,
  GatewayMessage: gatewayMessageViewSchema,
  Grant: grantViewSchema,
  GrantInput: grantInputSchema,
  GrantList: grantListViewSchema,
  Health: healthViewSchema,
  HealthDetails: healthDetailsViewSchema,
  History: historyViewSchema,
  HistoryEntry: historyEntryViewSchema,
  Inbox: inboxViewSchema,
  InboxCall: inboxCallViewSchema,
  InboxCallList: inboxCallListViewSchema,
  InboxInput: inboxInputSchema,
  InboxList: inboxListViewSchema,
  Key: keyViewSchema,
  KeyInput: keyInputSchema,
  KeyList: keyListViewSchema,
  KeyRotationInput: keyRotationInputSchema,
  ListedWebhook: listedWebhookViewSchema,
  PauseInput: pauseInputSchema,
  PortalLink: portalLinkViewSchema,
  PortalLinkInput: portalLinkInputSchema,
  CreatedSession: createdSessionViewSchema,
  Session: sessionViewSchema,
  SessionInput: sessionInputSchema,
  Preview: previewViewSchema,
  PreviewInput: previewInputSchema,
  Problem: problemViewSchema,
  Published: publishedViewSchema,
  PublishInput: publishInputSchema,
  ProblemGuide: problemGuideViewSchema,
  Statistics: statisticsViewSchema,
  StatisticsList: statisticsListViewSchema,
  StatisticsSummary: summaryViewSchema,
  StatusShare: statusShareViewSchema,
  TypeShare: typeShareViewSchema,
  TestEvent: testEventSchema,
  TestInput: testInputSchema,
  UrlCheck: urlCheckViewSchema,
  UrlCheckInput: urlCheckInputSchema,
  ReceiverRequest: requestViewSchema,
  RecentEvents: recentEventsViewSchema,
  RecordedAttempt: recordedAttemptViewSchema,
  Resend: resendViewSchema,
  ResendInput: resendInputSchema,
  ResendList: resendListViewSchema,
  ResendWindowInput: resendWindowInputSchema,
  RotatedSecret: rotatedSecretViewSchema,
  RotationInput: rotationInputSchema,
  Secrets: secretsViewSchema,
  Trace: traceViewSchema,
  UpdatedWebhook: updatedWebhookViewSchema,
  Verdict: verdictViewSchema,
  Webhook: webhookViewSchema,
  WebhookDetails: webhookDetailsViewSchema,
  WebhookInput: webhookInputSchema,
  WebhookList: webhookListViewSchema,
  WebhookPatch: webhookPatchSchema,
  WebhookTest: webhookTestViewSchema,
  Why: whyViewSchema,
};
