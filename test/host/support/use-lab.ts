import type { TestApi } from "../../../src/vscode/activate.ts";
import type { Issued } from "../../support/certificates.ts";
import { extensionUnderTest } from "./extension.ts";
import { issue, Lab, labText, makeLabCa } from "./lab.ts";

/** A folder of its own for each test, with a CA and a kubeconfig whose users it has signed. */
export interface OpenLab {
  readonly api: TestApi;
  readonly lab: Lab;
  readonly ca: Issued;
  /** The kubeconfig `lab.kubeconfig`, as it was before the test. */
  readonly text: string;
}

/** In days from now, when the certificates end: that of `worker`, embedded, and that of `filer`, in files. */
export interface LabUsers {
  readonly worker: number;
  readonly filer?: number;
}

/** Registers the hooks that make and remove it. @param opened gets that of each test */
export function useLab({ worker, filer }: LabUsers, opened: (lab: OpenLab) => void): void {
  let api: TestApi;
  let lab: Lab;
  before(async () => {
    api = await extensionUnderTest();
  });
  beforeEach(async () => {
    lab = new Lab(api);
    const ca = await makeLabCa(lab);
    const certs = filer === undefined ? undefined : await issue(ca, "filer", filer);
    if (certs !== undefined) {
      lab.write("certs/filer.crt", certs.pem, 0o644);
      lab.write("certs/filer.key", certs.keyPem);
    }
    const text = labText(await issue(ca, "worker", worker), certs);
    await lab.list("lab.kubeconfig", text);
    opened({ api, lab, ca, text });
  });
  afterEach(() => lab.close());
}
