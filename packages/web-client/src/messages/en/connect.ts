export const connect = {
  'connect.title': 'Connect {connector}',
  'connect.steps': 'How to get a key',
  'connect.show': 'Show what is typed',
  'connect.submit': 'Connect',
  'connect.safe': 'The key is kept sealed and never shown again.',
  'connect.then': 'Nothing is sent to {connector} until you choose when.',
  'connect.idle': 'Paste the key: {connector} is asked at once what it may do. Nothing is kept yet.',
  'connect.checking': 'Asking {connector} what the key may do…',
  'connect.good': 'The key works, and it may do everything that is needed.',
  'connect.goodOf': 'The key works for {organization}, and it may do everything that is needed.',
  'connect.partial':
    'The key works. {count, plural, one {One permission is} other {# permissions are}} missing: the rest works without, and you can add {count, plural, one {it} other {them}} later.',
  'connect.lacking':
    'The key is good, but {count, plural, one {a permission is} other {# permissions are}} missing without which nothing works.',
  'connect.add': 'To mend it, give the key {names} in {connector}, then check again. The key itself stays the same.',
  'connect.again': 'Check again',
  'connect.granted': 'granted',
  'connect.missing': 'missing',
  'connect.unlocks': 'for {features}',
  'connect.lacks': 'Without it: no {features}',
  'connect.done': '{connector} is connected',
  'connect.doneText': 'Nothing syncs yet: choose when contacts should.',
} as const;
