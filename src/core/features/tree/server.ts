import type { Location } from "../../finding.ts";
import { say } from "../../message.ts";
import { type SeenServer, serverParts, worstOfServer } from "../server-check/seen.ts";
import { seenBlocks } from "../server-check/seen-blocks.ts";
import type { Timing } from "../time.ts";
import { certificateNode } from "./certificate.ts";
import { idOf, type NodeTone, type TreeNode } from "./node.ts";

/** What a check saw of the server of a context, with the certificates that it sent. @param place of the context */
export function serverNode(timing: Timing, id: string, seen: SeenServer, place: Location): TreeNode {
  const tone = serverTone(seen);
  const certificates = seen.judgement?.certificates ?? [];
  return {
    id,
    kind: "server",
    label: say("Server"),
    description: serverParts(seen, timing),
    icon: tone === "fine" ? "pass" : tone,
    tone,
    open: certificates.length === 0 ? "leaf" : "collapsed",
    place,
    ...(seen.server !== "" && { name: seen.server }),
    children: () =>
      certificates.map((certificate, index) => {
        const isCa = certificate.basicConstraints?.ca === true;
        const what = isCa ? say("CA") : say("serving certificate");
        const role = isCa ? "ca" : "client-chain";
        return certificateNode(timing, idOf(id, index), certificate, role, undefined, [what]);
      }),
    details: () => seenBlocks(seen),
  };
}

/** `fine` where kubectl takes the server and there is nothing to say of it. */
export function serverTone(seen: SeenServer): NodeTone {
  const worst = worstOfServer(seen);
  return worst === "error" || worst === "warning" ? worst : "fine";
}
