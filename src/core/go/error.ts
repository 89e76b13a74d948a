/** What Go refuses, in Go's words, which are shown as they are. */
export interface GoError {
  readonly ok: false;
  readonly error: string;
}
