/** The hashes of the page's documents, by the names of their operations: see tools/trusted-documents.ts. */
declare module 'virtual:trusted-documents' {
  const hashes: Readonly<Record<string, string>>;
  export default hashes;
}
