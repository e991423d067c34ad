export const integrations = {
  'integrations.title': 'Integrations',
  'integrations.text': 'Connect your applicant tracking system, and the right people end up in it.',
  'integrations.connect': 'Connect {connector}',
  'integrations.settings': 'Settings',
  'integrations.state.none': 'Not connected',
  'integrations.state.CONNECTED': 'Connected',
  'integrations.state.INVALID_CREDENTIALS': 'Needs attention',
  'integrations.state.PAUSED': 'Needs attention',
  'integrations.state.DISCONNECTED': 'Disconnected',
  'integrations.keyEnding': 'Key ending in {hint}',
  'integrations.since': 'since {date}',
} as const;
