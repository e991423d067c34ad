/** Long after any browser has read it: some read it only once the person has said where to. */
const readWithinMs = 60_000;

/** Gives a table to the browser to keep. */
export function saveFile(text: string, name: string): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), readWithinMs);
}
