export const erase = {
  'erase.action': 'Erase this person…',
  'erase.title': 'Erase {name}?',
  'erase.text':
    'All that is known of {name} here is deleted for good, and what comes in about them later is not kept. This cannot be undone.',
  'erase.ats': 'Ask {connector} to forget them, too',
  'erase.ats.text': 'Where {connector} can, the candidate there is made anonymous, for good.',
  'erase.confirm': 'Type “{name}” to confirm',
  'erase.submit': 'Erase for good',
  'erase.done': 'It is done. Keep this receipt, or hand it to who asked.',
} as const;
