import type { ReadActivity } from './sql/read-activities.ts';

type Said = Pick<ReadActivity, 'type' | 'subject' | 'body' | 'name' | 'sequence' | 'occurredAt'>;

/** What was said, as it was said; where nobody told what, its subject. */
export function messageText({ body, subject }: Pick<Said, 'body' | 'subject'>): string {
  return body ?? subject ?? '(The text of this email is not known.)';
}

/** One thing that happened by email, as a note. */
export function noteText(activity: Said): string {
  const { type, subject, body, name, sequence } = activity;
  const about = subject === null ? '' : `: ${subject}`;
  switch (type) {
    case 'SENT':
      return withBody(`Email sent to ${name}${about}`, body);
    case 'REPLIED':
      return withBody(`Reply from ${name}${about}`, body);
    case 'BOUNCED':
      return `Email to ${name} could not be delivered${about}`;
    case 'UNSUBSCRIBED':
      return `${name} unsubscribed from “${sequence}”.`;
    case 'OPENED':
    case 'CLICKED':
      return rollUpText([activity]);
  }
}

/** Opens and clicks of a day: a line for each email, in the order in which they were first seen. */
export function rollUpText(activities: readonly Said[]): string {
  const days = [...new Set(activities.map(({ occurredAt }) => occurredAt.toISOString().slice(0, 10)))].toSorted();
  const bySubject = Map.groupBy(activities, ({ subject, sequence }) => subject ?? `an email of “${sequence}”`);
  const lines = [...bySubject].map(([subject, seen]) => {
    const opened = times(seen.filter(({ type }) => type === 'OPENED').length);
    const clicked = times(seen.filter(({ type }) => type === 'CLICKED').length);
    const what = [opened && `opened ${opened}`, clicked && `clicked ${clicked}`].filter(Boolean).join(', ');
    return `${subject}: ${what}`;
  });
  return [`Email activity of ${days.join(' and ')} (UTC)`, ...lines].join('\n');
}

function withBody(title: string, body: string | null): string {
  return body === null ? title : `${title}\n\n${body}`;
}

function times(count: number): string {
  return count === 0 ? '' : count === 1 ? 'once' : `${count} times`;
}
