import { type Message, say } from "../../core/message.ts";
import type { Endpoint } from "../connection/model.ts";

/** What is known of clusters that sign no client certificates, told before a request is made. */
export function remarkOnCluster({ host }: Pick<Endpoint, "host">): Message | undefined {
  return /\.eks\.amazonaws\.com(?:\.cn)?$/i.test(host)
    ? say(
        "Amazon EKS signs no client certificates: the request would be approved and never issued. Use aws eks get-token, or a service account.",
      )
    : undefined;
}
