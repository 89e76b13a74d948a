import type * as vscode from "vscode";
import type { Result } from "../../core/result.ts";
import type { Signed } from "../../core/x509/mint/leaf.ts";
import type { MintWorld } from "../../core/x509/mint/world.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { IssuedHere } from "../ledger/ledger.ts";
import type { Asking, Services } from "../services.ts";
import { shortPath } from "../world/paths.ts";
import { mintWorld, type Signing, signing } from "../world/signing.ts";
import type { OnPlatform } from "../writing/files.ts";
import { type NextStep, showOutcome } from "../writing/outcome.ts";
import type { LocalCa } from "./authority.ts";
import { nameOf, until } from "./words.ts";

/** What a result holds. @throws HumanError with its reason where there is nothing */
export function orRefuse<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new HumanError(textOf(result.message));
}

/** Make keys and certificates while a person waits. @throws HumanError where it is refused */
export function make<T>(
  { ask, platform }: OnPlatform & Pick<Services, "ask">,
  title: string,
  run: (signing: Signing, world: MintWorld) => Promise<Result<T>>,
): Promise<T> {
  return ask.busy(title, async () => orRefuse(await run(await signing(), mintWorld(platform))));
}

/** How a certificate that is in its place came there. */
export interface Issue extends Pick<IssuedHere, "place" | "issuance" | "entry"> {
  /** What signed it; left out where it signed itself. */
  readonly ca: LocalCa | undefined;
}

/** A new certificate of which the ledger knows: what is shown, and what is to be told beside. */
export interface RecordedIssue extends Pick<Signed, "certificate" | "notes"> {
  readonly place: vscode.Uri;
  readonly warnings: readonly string[];
}

/** Record a new certificate that is in its place in the ledger, where one is kept. Never rejects. */
export async function recordIssue(
  { ledger }: Pick<Services, "ledger">,
  { certificate, notes }: Signed,
  { ca, ...how }: Issue,
): Promise<RecordedIssue> {
  const warnings = ca === undefined ? [] : await ledger.record([{ certificate, ca, ...how }]);
  return { certificate, notes, place: how.place, warnings };
}

/**
 * Tell where a new certificate is, until when it is good and what else is to be known of it.
 * @param told gets its name, its place and its end
 */
export function showMinted(
  services: Asking,
  { certificate, notes, place, warnings }: RecordedIssue,
  told: (name: string, place: string, until: string) => string,
  next: readonly NextStep[] = [],
): Promise<void> {
  const made = told(nameOf(certificate), shortPath(place, services.platform), until(certificate));
  return showOutcome(services, { text: [made, ...notes.map(textOf)].join(" "), place, next, warnings });
}
