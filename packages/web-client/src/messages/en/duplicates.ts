export const duplicates = {
  'duplicate.who':
    '{count, plural, one {The person in {connector} with this email} other {# people in {connector} have this email: which one is it?}}',
  'duplicate.match': '{count, plural, one {In there since {date}} other {{place}. In there since {date}}}',
  'duplicate.see': '{count, plural, one {See them in {connector}} other {See number {place} in {connector}}}',
  'duplicate.link': 'Link to this person',
  'duplicate.dismiss': 'Dismiss',
  'duplicate.text':
    'Linked, the contact syncs as your settings say, onto that candidate. Dismissed, nothing is written to {connector}, and resyncs leave the contact out.',
  'duplicate.link.every': 'Link all that exist',
  'duplicate.dismiss.every': 'Dismiss all that exist',
  'duplicate.link.all': 'Link {count, plural, one {this one} other {these #}}',
  'duplicate.dismiss.all': 'Dismiss {count, plural, one {this one} other {these #}}',
  'duplicate.unread': 'Nobody was linked or dismissed: the contacts you chose could not be read',
  'duplicate.failed': '{count, plural, one {One stays as it was} other {# stay as they were}}: {why}',
} as const;
