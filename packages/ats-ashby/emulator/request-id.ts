import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID, as Ashby names its requests: 10 characters of time, 16 of chance. */
export function requestId(now: Date): string {
  let time = now.getTime();
  let head = '';
  for (let place = 0; place < 10; place += 1) {
    head = alphabet.charAt(time % 32) + head;
    time = Math.floor(time / 32);
  }
  return head + Array.from(randomBytes(16), (byte) => alphabet.charAt(byte % 32)).join('');
}
