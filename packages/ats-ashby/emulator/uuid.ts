import { createHash } from 'node:crypto';

/** A UUID of version 4 made of the first 16 of these bytes. */
export function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, 16).toString('hex');
  const variant = '89ab'.charAt((bytes[8] ?? 0) & 3);
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, `$1-$2-4$3-${variant}$4-$5`);
}

/** The same text, the same UUID. */
export function uuidFrom(text: string): string {
  return uuidOf(createHash('sha256').update(text).digest());
}
