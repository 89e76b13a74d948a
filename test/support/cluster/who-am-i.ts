import type { Cluster } from "./start.ts";

export interface UserInfo {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
}

/** Who the holder of a kubeconfig is to the server, by `kubectl auth whoami`. @throws Error with what kubectl says */
export async function whoAmI({ kubectl }: Cluster, kubeconfig: string): Promise<UserInfo> {
  const { code, stdout, stderr } = await kubectl(["auth", "whoami", "-o", "json"], { kubeconfig });
  if (code !== 0) throw new Error(stderr);
  const { username, uid, groups } = JSON.parse(stdout).status.userInfo;
  return { username, ...(uid !== undefined && { uid }), groups };
}
