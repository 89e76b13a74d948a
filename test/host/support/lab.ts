import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { daysFrom } from "../../../sample/dates.ts";
import type { TestApi } from "../../../src/vscode/activate.ts";
import { base64, type Issued, makeCa, makeCertificate } from "../../support/certificates.ts";
import { until } from "./extension.ts";
import { Script, type Step } from "./script.ts";

/** A folder outside of the workspace with a CA, and kubeconfigs in it that the extension is told of. */
export class Lab {
  readonly folder = mkdtempSync(join(tmpdir(), "lab-"));
  readonly #api: TestApi;
  readonly #listed: string[] = [];

  constructor(api: TestApi) {
    this.#api = api;
  }

  async close(): Promise<void> {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const settings = vscode.workspace.getConfiguration("kubeconfigInspector");
    await settings.update("preview", undefined, vscode.ConfigurationTarget.Global);
    if (this.#listed.length > 0) await settings.update("files", undefined, vscode.ConfigurationTarget.Global);
    rmSync(this.folder, { recursive: true, force: true });
    await this.#api.sources.refresh();
    const isGone = (): boolean => !this.#api.sources.groups.some(({ id }) => id.startsWith(this.address("")));
    await until(this.#api, isGone);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  uri(name: string): vscode.Uri {
    return vscode.Uri.file(this.path(name));
  }

  address(name: string): string {
    return this.uri(name).toString();
  }

  write(name: string, text: string, mode = 0o600): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text, { mode });
  }

  read(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  mode(name: string): string {
    return (statSync(this.path(name)).mode & 0o777).toString(8);
  }

  get files(): readonly string[] {
    return readdirSync(this.folder, { recursive: true, encoding: "utf8" }).sort();
  }

  /** Tell the extension of a kubeconfig, and wait until it is known. */
  async list(name: string, text: string): Promise<void> {
    this.write(name, text);
    await this.know(name);
  }

  /** The same for a file that is there. */
  async know(name: string): Promise<void> {
    this.#listed.push(name);
    await vscode.commands.executeCommand("kubeconfigInspector.addFile", this.uri(name));
    await until(this.#api, () => this.#isKnown(name));
  }

  /** A file in an editor; what `openTextDocument` opens stays known for minutes after its editor has closed. */
  async open(name: string): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand("vscode.open", this.uri(name));
    const document = vscode.window.activeTextEditor?.document;
    if (document?.uri.toString() !== this.address(name)) throw new Error(`${name} did not open`);
    return document;
  }

  #isKnown(name: string): boolean {
    return this.#api.sources.groups.some(
      ({ id, sources }) => id === this.address(name) && sources.length > 0,
    );
  }

  /** Run a command with a script, which must be used up. */
  async run(id: string, steps: readonly Step[], { after, argument }: RunOptions = {}): Promise<Script> {
    const script = new Script(steps, ...[after ?? []].flat());
    await this.#api.runWith(
      script,
      `kubeconfigInspector.${id}`,
      ...(argument === undefined ? [] : [argument]),
    );
    if (script.left.length > 0) throw new Error(`Nobody asked for ${script.left.join(", ")}`);
    return script;
  }

  openssl(...args: readonly string[]): string {
    return execFileSync("openssl", args, {
      cwd: this.folder,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "pipe"],
    });
  }

  /** What openssl says of a client certificate. */
  verify(file: string, ca = "pki/ca.crt"): string {
    return this.openssl("verify", "-CAfile", ca, "-purpose", "sslclient", file).trim();
  }
}

export interface RunOptions {
  /** The action to take when the outcome is told; several where one leads to another. */
  readonly after?: string | readonly string[];
  readonly argument?: unknown;
}

/** A CA of ten years, `pki/ca.crt` and `pki/ca.key`. */
export async function makeLabCa(lab: Lab, now = new Date()): Promise<Issued> {
  const ca = await makeCa({ cn: "lab-ca", notBefore: daysFrom(now, -100), notAfter: daysFrom(now, 400) });
  lab.write("pki/ca.crt", ca.pem);
  lab.write("pki/ca.key", ca.keyPem);
  return ca;
}

/** A client certificate. @param days until it ends, from now */
export function issue(issuer: Issued, cn: string, days: number, now = new Date()): Promise<Issued> {
  const validity = { notBefore: daysFrom(now, Math.min(days, 0) - 30), notAfter: daysFrom(now, days) };
  return makeCertificate({ cn, orgs: ["lab"], issuer, eku: ["clientAuth"], ...validity });
}

/** A kubeconfig as a person keeps one: comments, an order of its own, a CA in a file beside it. */
export function labText(user: Issued, certs?: Issued): string {
  return `# The lab. Do not lose these notes.
kind: Config
apiVersion: v1

contexts:
  # who works here
  - name: lab   # the only one
    context: {cluster: lab, user: "worker", namespace: default}
${certs === undefined ? "" : "  - name: files\n    context: {cluster: lab, user: filer}\n"}current-context: 'lab'

clusters:
  - name: lab
    cluster:
      server: https://192.0.2.77:6443
      certificate-authority: pki/ca.crt  # beside this file

users:
  - name: worker
    user:
      client-certificate-data: ${base64(user.pem)}
      client-key-data: ${base64(user.keyPem)}   # secret
${certs === undefined ? "" : "  - name: filer\n    user:\n      client-certificate: certs/filer.crt\n      client-key: certs/filer.key\n"}`;
}

/** Lines that a text has and another has not: `-` gone, `+` new. */
export function lineChanges(before: string, after: string): readonly string[] {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  return [
    ...old.filter(line => !fresh.includes(line)).map(line => `- ${line}`),
    ...fresh.filter(line => !old.includes(line)).map(line => `+ ${line}`),
  ];
}
