export const activity = {
  'activity.title': 'Email activity',
  'activity.older': '{count, plural, one {And one older one} other {And # older ones}}',
  'activity.SENT': 'Sent',
  'activity.OPENED': 'Opened',
  'activity.CLICKED': 'Clicked',
  'activity.REPLIED': 'Replied',
  'activity.BOUNCED': 'Bounced',
  'activity.UNSUBSCRIBED': 'Unsubscribed',
  'activity.write.WRITTEN': 'Written to {connector}.',
  'activity.write.WAITING':
    'Goes to {connector} once the contact is in there; opens and clicks go together, at the end of the day.',
  'activity.write.FAILED': 'Not in {connector}.',
  'activity.write.NEVER': 'Not written to {connector}.',
  'activity.never.TRACKING_OFF': 'Not written: activity was not tracked when it happened.',
  'activity.never.BEFORE_CONNECTION': 'Not written: {connector} was not connected yet.',
  'activity.never.ADDED_BEFORE_CONNECTION': 'Not written: the contact was added before {connector} was connected.',
  'activity.never.UNSUPPORTED': 'Not written: {connector} keeps no email activity.',
} as const;
