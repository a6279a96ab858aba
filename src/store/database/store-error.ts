/** The database cannot be used as asked; the message is the line an operator needs. */
export class StoreError extends Error {
  override name = 'StoreError' as const;
}

/** Another `start` runs on the same file. */
export class StoreBusyError extends Error {
  override name = 'StoreBusyError' as const;
}
