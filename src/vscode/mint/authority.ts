import * as vscode from "vscode";
import { equalBytes } from "../../core/bytes/bytes.ts";
import type { Result } from "../../core/result.ts";
import { issuedBy } from "../../core/x509/chain.ts";
import type { SigningCa } from "../../core/x509/mint/authority.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { Known } from "../services.ts";
import { line } from "../text/iconless.ts";
import type { Interview, Option } from "../wizard/interview.ts";
import { shortPath, usualFolder } from "../world/paths.ts";
import { mintWorld, signing } from "../world/signing.ts";
import { folderOf, look, readBytes } from "../writing/files.ts";
import { type CaFiles, type CaWish, caCandidates } from "./candidates.ts";
import { nameOf, until } from "./words.ts";

/** What a wizard needs to know of a CA before it asks for one. */
export interface AuthorityWish extends CaWish {
  readonly title: string;
  readonly prompt: string;
  /** Another way to a certificate, offered below the CAs. */
  readonly elsewhere?: Omit<Option<undefined>, "value">;
  /** Put in front of the names of the questions, where a wizard asks for several CAs. */
  readonly prefix?: string;
}

/** A CA that may sign now, and the file of its certificate. */
export interface LocalCa extends SigningCa {
  readonly file: vscode.Uri;
}

interface CaPlace {
  readonly certificate: vscode.Uri;
  readonly key: vscode.Uri;
}

/** Asks for the CA that signs. What was loaded is kept while its wizard is open, and so is its passphrase. */
export class Authorities {
  readonly #services: Known;
  readonly #wish: AuthorityWish;
  readonly #loads = new Map<string, Promise<Result<LocalCa>>>();
  #candidates: Promise<readonly CaFiles[]> | undefined;

  constructor(services: Known, wish: AuthorityWish) {
    this.#services = services;
    this.#wish = wish;
  }

  #id(name: string): string {
    return `${this.#wish.prefix ?? ""}${name}`;
  }

  /** A CA that may sign now. The questions are `ca`, `ca-certificate`, `ca-key` and `passphrase`. */
  async ask(interview: Interview): Promise<LocalCa> {
    const chosen = await this.askOrElsewhere(interview);
    if (chosen === "elsewhere") throw new Error("The wish names no other way");
    return chosen;
  }

  /** As `ask`, where the other way of the wish may be chosen. */
  async askOrElsewhere(interview: Interview): Promise<LocalCa | "elsewhere"> {
    const { title, elsewhere } = this.#wish;
    this.#candidates ??= interview.busy(vscode.l10n.t("Looking for CAs"), () =>
      caCandidates(this.#services, this.#wish),
    );
    const candidates = await this.#candidates;
    const chosen =
      this.#given(candidates) ??
      (await interview.choose<CaPlace | "elsewhere" | undefined>({
        id: this.#id("ca"),
        title,
        prompt: this.#wish.prompt,
        options: [
          ...candidates.map(each => this.#option(each)),
          otherFiles(),
          ...(elsewhere ? [{ ...elsewhere, value: "elsewhere" as const }] : []),
        ],
      }));
    if (chosen === "elsewhere") return chosen;
    const place = chosen ?? (await this.#askFiles(interview));
    const { isEncryptedKey } = await signing();
    const key = await look(place.key, this.#services.platform);
    const isEncrypted = key.kind === "file" && isEncryptedKey(key.bytes);
    const passphrase = isEncrypted ? await this.#askPassphrase(interview, place) : undefined;
    const loaded = await this.#load(place, passphrase);
    if (loaded.ok) return loaded.value;
    if (this.#given(candidates) !== undefined) throw new HumanError(textOf(loaded.message));
    return interview.refuse(this.#id("ca"), textOf(loaded.message));
  }

  /** The CA that need not be asked for, if its key is at hand. */
  #given(candidates: readonly CaFiles[]): CaFiles | undefined {
    const { given } = this.#wish;
    return given && candidates.find(({ decoded }) => equalBytes(decoded.der, given.certificate.der));
  }

  #option({ certificate, key, decoded }: CaFiles): Option<CaPlace | undefined> {
    return {
      key: certificate.toString(),
      label: `$(shield) ${line(nameOf(decoded))}`,
      description: this.#isIssuer(decoded)
        ? vscode.l10n.t("{0}, issued the old certificate", until(decoded))
        : until(decoded),
      detail: line(shortPath(certificate, this.#services.platform)),
      value: { certificate, key },
    };
  }

  /** By names and key ids: the signature is looked at when it signs. */
  #isIssuer(ca: Certificate): boolean {
    const { signed } = this.#wish;
    const relation = signed && issuedBy(signed, ca);
    return relation === "by-key-id" || relation === "by-name";
  }

  /** The key may stand in the same file. */
  async #askFiles(interview: Interview): Promise<CaPlace> {
    const { platform } = this.#services;
    const certificate = await this.#askFile(
      interview,
      this.#id("ca-certificate"),
      vscode.l10n.t("Choose the CA certificate"),
      usualFolder(platform),
    );
    const text = new TextDecoder().decode(await readBytes(certificate, platform));
    if (text.includes("PRIVATE KEY-----")) return { certificate, key: certificate };
    const key = await this.#askFile(
      interview,
      this.#id("ca-key"),
      vscode.l10n.t("Choose the CA's private key"),
      folderOf(certificate),
    );
    return { certificate, key };
  }

  async #askFile(interview: Interview, id: string, label: string, start: vscode.Uri): Promise<vscode.Uri> {
    const title = `${this.#wish.title}: ${label}`;
    const chosen = await interview.file({
      id,
      title,
      what: "open",
      label: vscode.l10n.t("Choose"),
      start: start.toString(),
    });
    return vscode.Uri.parse(chosen, true);
  }

  #askPassphrase(interview: Interview, place: CaPlace): Promise<string> {
    return interview.type({
      id: this.#id("passphrase"),
      title: this.#wish.title,
      prompt: vscode.l10n.t(
        "The private key in {0} is encrypted. Its passphrase is not kept.",
        shortPath(place.key, this.#services.platform),
      ),
      secret: true,
      check: async text => {
        const loaded = await this.#load(place, text);
        return !loaded.ok && loaded.code === "wrong-passphrase"
          ? { severity: "error", text: textOf(loaded.message) }
          : undefined;
      },
    });
  }

  #load(place: CaPlace, passphrase: string | undefined): Promise<Result<LocalCa>> {
    const id = JSON.stringify([place.certificate, place.key, passphrase]);
    const load = this.#loads.get(id) ?? this.#read(place, passphrase);
    this.#loads.set(id, load);
    return load;
  }

  async #read({ certificate, key }: CaPlace, passphrase: string | undefined): Promise<Result<LocalCa>> {
    const { platform } = this.#services;
    const { loadSigningCa } = await signing();
    const material = {
      certificate: await readBytes(certificate, platform),
      key: await readBytes(key, platform),
      ...(passphrase !== undefined && { passphrase }),
    };
    const loaded = await loadSigningCa(material, mintWorld(platform));
    return loaded.ok ? { ok: true, value: { ...loaded.value, file: certificate } } : loaded;
  }
}

/** That the cluster of a context signs, by a CertificateSigningRequest. */
export function clusterOption(): NonNullable<AuthorityWish["elsewhere"]> {
  return {
    key: "cluster",
    label: `$(cloud) ${vscode.l10n.t("The Cluster of a Context...")}`,
    description: vscode.l10n.t("by a CertificateSigningRequest, which somebody approves"),
  };
}

function otherFiles(): Option<CaPlace | undefined> {
  return {
    key: "files",
    label: `$(folder-opened) ${vscode.l10n.t("Choose Files...")}`,
    description: vscode.l10n.t("a CA certificate and its private key"),
    value: undefined,
  };
}
