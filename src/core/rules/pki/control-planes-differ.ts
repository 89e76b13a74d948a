import type { Draft } from "../../finding.ts";
import { type Message, say } from "../../message.ts";
import { type ControlPlane, isSameMaterial, type SharedName } from "../../pki/control-planes.ts";
import { aboutFile, planesRule } from "./rule.ts";

/** More folders than any cluster has control planes are not compared. */
const MOST = 100;

/**
 * Control planes that share some of what all of one cluster have, and differ in the rest: somebody forgot to copy it, or
 * made it anew on one of them. Folders that share nothing are of different clusters.
 */
export const controlPlanesDiffer = planesRule("pki-control-planes-differ", "warning", function* (planes) {
  const before: ControlPlane[] = [];
  for (const plane of planes.slice(0, MOST)) {
    const other = before.find(each => each.path !== plane.path && comparison(each, plane).same.length > 0);
    if (other !== undefined) yield* differences(other, plane);
    before.push(plane);
  }
});

function* differences(other: ControlPlane, plane: ControlPlane): Iterable<Draft> {
  const { same, differing } = comparison(other, plane);
  for (const name of differing) {
    const [mine, theirs] = [plane.material.get(name), other.material.get(name)];
    if (mine === undefined || theirs === undefined) continue;
    const message = name === "sa" ? otherKeys(other.path, same) : otherCa(other.path, same);
    yield aboutFile(mine.path, message, { path: theirs.path, is: say("The other control plane's") });
  }
}

function comparison(a: ControlPlane, b: ControlPlane) {
  const same: SharedName[] = [];
  const differing: SharedName[] = [];
  for (const [name, material] of a.material) {
    const other = b.material.get(name);
    if (other !== undefined) (isSameMaterial(material, other) ? same : differing).push(name);
  }
  return { same, differing };
}

function otherCa(folder: string, same: readonly SharedName[]): Message {
  return say(
    "This CA is another than in {0}, with which this folder shares {1}. If both are control planes of one cluster, one refuses what the other signed: put the same certificate and key into both.",
    folder,
    same.join(", "),
  );
}

function otherKeys(folder: string, same: readonly SharedName[]): Message {
  return say(
    'The key of service accounts is another than in {0}, with which this folder shares {1}. If both are control planes of one cluster, one refuses the tokens that the other signs ("invalid bearer token"): put the same sa.key and sa.pub into both.',
    folder,
    same.join(", "),
  );
}
