import type { Location } from "../../finding.ts";
import type { BundleItem, CertificateBundle, Material } from "../../kubeconfig/facts-model.ts";
import type { Entry } from "../../kubeconfig/model.ts";
import { type Message, say } from "../../message.ts";
import { lostMessage } from "../../x509/lost-blocks.ts";
import { commonName, formatName } from "../../x509/name.ts";
import type { Certificate } from "../../x509/types.ts";
import { type CertificateRole, certificateBlocks } from "../hover/certificate.ts";
import type { Parts } from "../summary.ts";
import { moment, standing, type Timing, urgency } from "../time.ts";
import { idOf, type NodeTone, nothing, type TreeNode } from "./node.ts";
import type { SourceView } from "./view.ts";

/** A node for each certificate of a field, and one for what could not be read. */
export function materialNodes(
  view: SourceView,
  parent: string,
  material: Material<CertificateBundle> | undefined,
  role: "client" | "ca",
  entry: Entry,
): readonly TreeNode[] {
  if (material === undefined) return [];
  const place = { source: entry.source, span: material.field.span };
  const { content } = material;
  if (content === undefined || (content.certificates.length === 0 && material.failure !== undefined)) {
    const why = material.failure?.message ?? say("not read");
    return [
      unreadNode(
        idOf(parent, role),
        role,
        material.failure?.code === "unknown" ? "plain" : "error",
        why,
        place,
      ),
    ];
  }
  return [
    ...content.certificates.map((item, index) =>
      itemNode(
        view,
        idOf(parent, role, index),
        item,
        role === "client" && index > 0 ? "client-chain" : role,
        place,
      ),
    ),
    ...content.lost.map(each =>
      unreadNode(idOf(parent, role, `line ${each.line}`), role, "warning", lostMessage(each), place),
    ),
  ];
}

function itemNode(
  view: SourceView,
  id: string,
  item: BundleItem,
  role: CertificateRole,
  place: Location,
): TreeNode {
  return item.ok
    ? certificateNode(view.timing, id, item.certificate, role, place, roleParts(role))
    : unreadNode(id, role, "error", item.failure.message, place);
}

function unreadNode(
  id: string,
  role: CertificateRole,
  tone: NodeTone,
  why: Message,
  place: Location,
): TreeNode {
  return {
    id,
    kind: "problem",
    label: role === "ca" ? say("CA certificate") : say("Client certificate"),
    description: [why],
    icon: tone === "error" || tone === "warning" ? tone : "question",
    tone,
    open: "leaf",
    place,
    children: nothing,
    details: () => [{ kind: "note", text: why }],
  };
}

/** One certificate. @param place where it stands, if in a file. @param more what else to say behind the residual time: what it is, where it stands */
export function certificateNode(
  timing: Timing,
  id: string,
  certificate: Certificate,
  role: CertificateRole,
  place: Location | undefined,
  more: Parts,
): TreeNode {
  const tone = certificateTone(timing, certificate);
  const name = commonName(certificate.subject) || formatName(certificate.subject);
  return {
    id,
    kind: "certificate",
    label: name || say("no name"),
    description: [...validityParts(timing, certificate), ...more],
    icon: tone === "error" || tone === "warning" ? tone : role === "client" ? "verified" : "shield",
    tone,
    open: "leaf",
    ...(place && { place }),
    name,
    certificate,
    children: nothing,
    details: () => certificateBlocks(certificate, role, timing),
  };
}

/** What a certificate is, where it does not go without saying. */
export function roleParts(role: CertificateRole): Parts {
  if (role === "client") return [];
  return [role === "ca" ? say("CA") : say("intermediate")];
}

type Period = Pick<Certificate, "notBefore" | "notAfter">;

/** An error once over or within the critical threshold, and where nobody can tell. */
export function certificateTone(timing: Timing, { notAfter, notBefore }: Period): NodeTone {
  if (notAfter === undefined || notBefore === undefined || notBefore > timing.now) return "error";
  const soon = urgency(timing, notAfter, notBefore);
  if (soon === "fine") return "fine";
  return soon === "warning" ? "warning" : "error";
}

export function validityParts({ now }: Timing, { notAfter, notBefore }: Period): Parts {
  if (notAfter === undefined || notBefore === undefined) return [say("malformed validity")];
  return notBefore > now && notBefore <= notAfter
    ? [say("not valid before {0}", moment(notBefore))]
    : [standing(now, { notBefore, notAfter })];
}
