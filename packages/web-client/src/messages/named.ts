/** A sentence that the server has for any ATS, about this one. */
export function named(sentence: string, connector: string): string {
  return sentence.replace(/\b(?:the|this) ATS\b/gi, connector);
}
