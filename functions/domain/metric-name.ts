/** What is counted. */
export type MetricName =
  | 'TenantMismatch'
  | 'EventMalformed'
  | 'EventOutdated'
  /** The rule let it pass, and the rest of the filter did not. */
  | 'EventUnwanted'
  | 'MessageUnreadable'
  | 'DeliverySucceeded'
  | 'DeliveryFailed'
  | 'DeliveryHeld'
  | 'DeliveryDeferred'
  | 'AttemptFailed'
  | 'AttemptDiscounted'
  | 'TransitionFrozen'
  | 'WebhookFailing'
  | 'WebhookDisabled'
  | 'WebhookUnknown'
  | 'MessageParked'
  | 'EventSentBack'
  | 'EventDropped'
  | 'MessagePassedOn'
  | 'MessageTaken'
  | 'WebhookSlow'
  | 'WebhookFast'
  | 'RuleDrift'
  /** All rules that the bus has: a level, told once a run. */
  | 'RulesUsed'
  /** EventBridge had no room for a rule. */
  | 'RuleRefused';
