export const firstRun = {
  'firstRun.title': 'See it alive in a minute',
  'firstRun.text':
    'There are sample people here, and a {connector} of its own on this machine. One click connects the two and hands the people over: nothing leaves this machine.',
  'firstRun.action': 'Try it with sample data',
  'firstRun.CONNECTING': 'Connecting {connector}…',
  'firstRun.CHOOSING': 'Choosing when contacts sync, and into which job…',
  'firstRun.STARTING': 'Handing the sample people over…',
} as const;
