import { decodeBase64 } from "../../src/core/bytes/base64.ts";
import { lasting } from "../../src/core/x509/assess.ts";
import { inspectCsr, type SigningCa, signCsr } from "../../src/core/x509/signing.ts";
import { type FakeAnswer, FakeApiServer, type FakeRequest } from "./fake-api-server.ts";
import { made, mintingNow, signingCa } from "./minting.ts";

interface Stored {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly spec: { readonly request: string };
  status: { conditions?: readonly { readonly type: string }[]; certificate?: string };
}

/** What of an API server a CertificateSigningRequest needs: it is kept, approved, signed for a day, and deleted. */
export class FakeSigner {
  readonly requests = new Map<string, Stored>();
  readonly #ca: SigningCa;
  #server: FakeApiServer | undefined;
  #count = 0;
  /** Whether whoever asks may approve requests. */
  mayApprove = true;
  /** Whether whoever asks may delete them. */
  mayDelete = true;
  /** The status that a new request is refused with. */
  refusal: number | undefined;

  private constructor(ca: SigningCa) {
    this.#ca = ca;
  }

  static async start(): Promise<FakeSigner> {
    const signer = new FakeSigner(await signingCa(mintingNow()));
    signer.#server = await FakeApiServer.start(request => signer.#answer(request));
    return signer;
  }

  /** The text of a kubeconfig whose one context, `fake`, leads here. */
  kubeconfig(): string {
    const data = Buffer.from(this.#server?.ca ?? "").toString("base64");
    return `clusters: [{name: fake, cluster: {server: "${this.#server?.url}", certificate-authority-data: ${data}}}]
users: [{name: me, user: {token: t0ken}}]
contexts: [{name: fake, context: {cluster: fake, user: me}}]
current-context: fake
`;
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  /** As somebody else does it; what is approved is signed at once. */
  async decide(name: string, type: "Approved" | "Denied"): Promise<void> {
    const stored = this.requests.get(name);
    if (stored === undefined) throw new Error(`There is no request ${name}`);
    stored.status = { conditions: [{ type }] };
    if (type === "Approved") stored.status = { ...stored.status, certificate: await this.#sign(stored) };
  }

  async #sign({ spec }: Stored): Promise<string> {
    const asked = made(await inspectCsr(made(decodeBase64(spec.request))));
    const signed = await signCsr(asked, { lifetime: lasting(1, "d") }, this.#ca, mintingNow());
    return Buffer.from(made(signed).certificatePem).toString("base64");
  }

  #answer({ method, path, body }: FakeRequest): FakeAnswer {
    const [, verb = "", rest = ""] = /^\/apis\/[^/]+\/v1\/([a-z]+)\/?(.*)$/.exec(path) ?? [];
    switch (verb) {
      case "selfsubjectreviews":
        return { object: { status: { userInfo: { username: "jane" } } } };
      case "selfsubjectaccessreviews":
        return { object: { status: { allowed: this.mayApprove } } };
      case "certificatesigningrequests":
        return method === "POST" ? this.#create(body) : this.#touch(method, rest);
      default:
        return undefined;
    }
  }

  #create(body: unknown): FakeAnswer {
    if (this.refusal !== undefined) {
      return { status: this.refusal, object: { kind: "Status", message: "no", reason: "No" } };
    }
    const { metadata, ...asked } = body as Stored;
    this.#count += 1;
    const stored = { ...asked, metadata: { ...metadata, uid: `uid-${this.#count}` }, status: {} };
    this.requests.set(metadata.name, stored);
    return { status: 201, object: stored };
  }

  #touch(method: string, rest: string): FakeAnswer {
    const [name = "", subresource] = rest.split("/");
    const stored = this.requests.get(name);
    if (stored === undefined) return undefined;
    if (method === "DELETE") {
      if (!this.mayDelete)
        return { status: 403, object: { kind: "Status", message: "no", reason: "Forbidden" } };
      this.requests.delete(name);
    }
    if (method === "PUT" && subresource === "approval") void this.decide(name, "Approved");
    return { object: stored };
  }
}
