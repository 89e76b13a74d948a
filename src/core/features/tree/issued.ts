import type { Location } from "../../finding.ts";
import type { BrokenLine } from "../../ledger/read.ts";
import { compareEnds, type Issuance, type IssuedRecord, isValidAt } from "../../ledger/record.ts";
import { type Message, say } from "../../message.ts";
import { type Block, codeRow, row, table } from "../hover/blocks.ts";
import { bounded, toneOfEnd } from "../hover/certificate.ts";
import type { Parts } from "../summary.ts";
import { moment, standing, type Timing } from "../time.ts";
import { extendedUsageName } from "../wording.ts";
import { certificateTone, validityParts } from "./certificate.ts";
import { idOf, nothing, type TreeNode } from "./node.ts";

/** A ledger as the tree shows it. */
export interface IssuedSource {
  /** Stable from one refresh to the next. */
  readonly id: string;
  /** As short as it can be told. */
  readonly label: string;
  /** Its address. */
  readonly source: string;
  readonly records: readonly IssuedRecord[];
  readonly broken: readonly BrokenLine[];
  /** Why it could not be read as a whole. */
  readonly failure?: Message;
}

/** Where the file of a record is, and what it is called. */
export interface IssuedPlace {
  readonly label: string;
  readonly place: Location;
}

type Locate = (record: IssuedRecord) => IssuedPlace | undefined;

interface Found {
  readonly id: string;
  readonly record: IssuedRecord;
}

/** What cannot be read, then a node for each CA with what it issued: valid ones first, the soonest end before others. */
export function issuedNodes(
  sources: readonly IssuedSource[],
  timing: Timing,
  locate: Locate,
): readonly TreeNode[] {
  const groups = new Map<string, Found[]>();
  for (const { id, records } of sources) {
    for (const [index, record] of records.entries()) {
      const found = { id: idOf("issued", id, index), record };
      const group = groups.get(record.ca.fingerprint);
      if (group === undefined) groups.set(record.ca.fingerprint, [found]);
      else group.push(found);
    }
  }
  const authorities = [...groups].map(([fingerprint, found]) =>
    authorityNode(
      fingerprint,
      found.sort((a, b) => compareEnds(a.record, b.record, timing.now)),
      timing,
      locate,
    ),
  );
  return [...sources.flatMap(problemNodes), ...authorities];
}

function authorityNode(
  fingerprint: string,
  found: readonly Found[],
  timing: Timing,
  locate: Locate,
): TreeNode {
  const name = found[0]?.record.ca.name ?? "";
  const valid = found.filter(({ record }) => isValidAt(record, timing.now)).length;
  return {
    id: idOf("authority", fingerprint),
    kind: "folder",
    label: name === "" ? say("no name") : name,
    description: [say("{0} issued", found.length), say("{0} valid", valid)],
    icon: "shield",
    tone: "plain",
    open: "expanded",
    name,
    children: function* () {
      for (const each of found) yield issuedNode(each, timing, locate(each.record));
    },
    details: () => table([codeRow(say("SHA-256"), fingerprint)]),
  };
}

function issuedNode({ id, record }: Found, timing: Timing, at: IssuedPlace | undefined): TreeNode {
  const tone = certificateTone(timing, record);
  const label = record.user || record.subject;
  return {
    id,
    kind: "issued",
    label: label === "" ? say("no name") : label,
    description: [...validityParts(timing, record), ...groupParts(record), ...(at ? [at.label] : [])],
    icon: tone === "error" || tone === "warning" ? tone : record.issuance === "ca" ? "shield" : "verified",
    tone,
    open: "leaf",
    name: label,
    issued: record,
    ...(at && { place: at.place }),
    children: nothing,
    details: () => issuedBlocks(record, timing, at?.label),
  };
}

function groupParts({ groups }: IssuedRecord): Parts {
  return groups.length === 0 ? [] : [groups.slice(0, 3).join(", ")];
}

const ISSUANCE_NAMES: Readonly<Record<Issuance, Message>> = {
  minted: say("minted"),
  renewed: say("renewed"),
  signed: say("signed for a request"),
  ca: say("CA below this one"),
};

function issuedBlocks(record: IssuedRecord, timing: Timing, label: string | undefined): readonly Block[] {
  const { user, groups, uid, notBefore, notAfter, issued, issuance, usages, entry } = record;
  const how = issuance === undefined ? [] : [ISSUANCE_NAMES[issuance]];
  return table([
    ...(user === "" ? [] : [row(say("User (CN)"), user)]),
    row(say("Groups (O)"), groups.length > 0 ? bounded(groups) : say("none")),
    ...(uid === undefined ? [] : [row(say("UID"), uid)]),
    row(
      say("Valid until"),
      [standing(timing.now, { notBefore, notAfter }), moment(notAfter)],
      toneOfEnd(timing, notAfter, notBefore),
    ),
    row(say("Valid from"), moment(notBefore)),
    row(say("Issued"), [moment(issued), ...how]),
    row(say("Issuer"), record.ca.name),
    ...(usages.length > 0 ? [row(say("Extended usage"), bounded(usages.map(extendedUsageName)))] : []),
    row(say("File"), label ?? record.file),
    ...(entry === undefined ? [] : [row(say("Kubeconfig user"), entry)]),
    row(say("Subject"), record.subject || say("empty")),
    codeRow(say("Serial"), record.serial),
    codeRow(say("SHA-256"), record.fingerprint),
  ]);
}

/** How many broken lines of a ledger are named one by one. */
const NAMED = 20;

function problemNodes({ id, label, source, broken, failure }: IssuedSource): readonly TreeNode[] {
  const whole = { source, span: { start: 0, end: 0 } };
  const more = broken.length - NAMED;
  return [
    ...(failure === undefined ? [] : [problemNode(idOf("problem", id), label, failure, whole)]),
    ...broken
      .slice(0, NAMED)
      .map(({ line, span, reason }) =>
        problemNode(idOf("problem", id, line), say("Line {0} of {1}", line, label), reason, { source, span }),
      ),
    ...(more > 0 ? [problemNode(idOf("problem", id, "more"), label, say("and {0} more", more), whole)] : []),
  ];
}

function problemNode(id: string, label: Message | string, why: Message, place: Location): TreeNode {
  return {
    id,
    kind: "problem",
    label,
    description: [why],
    icon: "warning",
    tone: "warning",
    open: "leaf",
    place,
    children: nothing,
    details: () => [{ kind: "note", text: why }],
  };
}
