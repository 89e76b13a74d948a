import type * as vscode from "vscode";
import type { Result } from "../../core/result.ts";
import type { Signed } from "../../core/x509/mint/leaf.ts";
import type { MintWorld } from "../../core/x509/mint/world.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { Asking, Services } from "../services.ts";
import { shortPath } from "../world/paths.ts";
import { mintWorld, type Signing, signing } from "../world/signing.ts";
import type { OnPlatform } from "../writing/files.ts";
import { type NextStep, showOutcome } from "../writing/outcome.ts";
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

/**
 * Tell where a new certificate is, until when it is good and what else is to be known of it.
 * @param told gets its name, its place and its end
 */
export function showMinted(
  services: Asking,
  { certificate, notes }: Signed,
  place: vscode.Uri,
  told: (name: string, place: string, until: string) => string,
  next: readonly NextStep[] = [],
): Promise<void> {
  const made = told(nameOf(certificate), shortPath(place, services.platform), until(certificate));
  return showOutcome(services, { text: [made, ...notes.map(textOf)].join(" "), place, next });
}
