export const command = {
  'command.title': 'Find anything',
  'command.hint': 'Find anything (Ctrl or ⌘ and K)',
  'command.placeholder': 'Find people, sequences, screens…',
  'command.nothing': 'Nothing has that name.',
  'command.search': 'All contacts that match “{search}”',
  'command.sequence': 'Sequence',
  'command.sequence.off': 'Sequence, sync off',
} as const;
