import { strict as assert } from "node:assert";
import { gatherFolder } from "../../src/core/gather.ts";
import { makeCa } from "../support/certificates.ts";
import { memoryWorld } from "../support/memory-folder.ts";
import { OPTIONS } from "./pki/support.ts";

const MANY = 500;

/** A text for each of many. */
function each(text: (index: number) => string): string {
  return Array.from({ length: MANY }, (_, index) => text(index)).join("");
}

describe("gathering a folder", () => {
  /** How often it lets others have their turn. */
  async function breaths(file: string, text: string): Promise<number> {
    let count = 0;
    const breathe = () => {
      count++;
      return Promise.resolve();
    };
    await gatherFolder("/f", memoryWorld({ [`/f/${file}`]: text }), { ...OPTIONS, breathe });
    return count;
  }

  it("lets others have their turn within one large file", async () => {
    const { pem } = await makeCa({ seed: "ca" });
    const users = `kind: Config\napiVersion: v1\nusers:\n${each(index => `- {name: u${index}, user: {token: t}}\n`)}`;
    const pods = `kind: List\napiVersion: v1\nitems:\n${each(index => `- {kind: Pod, metadata: {name: kube-${index}, labels: {a: b}, namespace: c}}\n`)}`;
    const bundle = await breaths("bundle.pem", pem.repeat(MANY));
    const kubeconfig = await breaths("kubeconfig", users);
    const list = await breaths("list.yaml", pods);
    assert.deepEqual(
      [bundle >= 2 * MANY, kubeconfig >= MANY, list >= MANY / 25],
      [true, true, true],
      `${bundle}, ${kubeconfig}, ${list}`,
    );
  });

  it("keeps no more of kubeconfigs that were made to fill the memory than of one", async () => {
    const users = "- {name: u}\n".repeat(55_000);
    const text = `kind: Config\napiVersion: v1\nusers:\n${users}`;
    const world = memoryWorld({ "/f/a.yaml": text, "/f/b.yaml": text, "/f/c.yaml": text });
    const { analyses, folder } = await gatherFolder("/f", world, { ...OPTIONS, datesOnly: true });
    assert.deepEqual([analyses.length, folder.truncated], [1, true]);
  });
});
