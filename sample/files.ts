/** Paths from the workspace's folder to contents. */
export type Files = Readonly<Record<string, string>>;
