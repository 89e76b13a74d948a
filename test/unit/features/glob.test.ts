import { strict as assert } from "node:assert";
import { expandGlob, segmentMatcher, splitGlob } from "../../../src/core/features/glob.ts";
import type { DirectoryEntry } from "../../../src/core/ports.ts";

const files = [
  "/home/u/clusters/a.kubeconfig",
  "/home/u/clusters/b.yaml",
  "/home/u/clusters/.hidden.yaml",
  "/home/u/clusters/eu/c.kubeconfig",
  "/home/u/clusters/eu/deep/d.kubeconfig",
  "/home/u/clusters/node_modules/e.kubeconfig",
];

function list(path: string): Promise<readonly DirectoryEntry[]> {
  const under = path === "/" ? "/" : `${path}/`;
  const entries = new Map<string, DirectoryEntry["kind"]>();
  for (const file of files.filter(each => each.startsWith(under))) {
    const [name = "", ...rest] = file.slice(under.length).split("/");
    entries.set(name, rest.length > 0 ? "directory" : "file");
  }
  return Promise.resolve([...entries].map(([name, kind]) => ({ name, kind })));
}

const cases: Readonly<Record<string, readonly string[]>> = {
  "/home/u/clusters/*.kubeconfig": ["a.kubeconfig"],
  "/home/u/clusters/*": ["a.kubeconfig", "b.yaml"],
  "/home/u/clusters/.*": [".hidden.yaml"],
  "/home/u/clusters/**/*.kubeconfig": ["a.kubeconfig", "eu/c.kubeconfig", "eu/deep/d.kubeconfig"],
  "/home/u/clusters/**": ["a.kubeconfig", "b.yaml", "eu/c.kubeconfig", "eu/deep/d.kubeconfig"],
  "/home/u/clusters/*/c.*": ["eu/c.kubeconfig"],
  "/home/u/clusters/[ab].{kubeconfig,yaml}": ["a.kubeconfig", "b.yaml"],
  "/home/*/clusters/[!a].yaml": ["b.yaml"],
  "/nowhere/*": [],
};

describe("expandGlob", () => {
  for (const [pattern, expected] of Object.entries(cases)) {
    it(pattern, async () => {
      assert.deepEqual(
        await expandGlob(splitGlob(pattern), list),
        expected.map(name => `/home/u/clusters/${name}`),
      );
    });
  }

  it("ends on a directory that contains itself", async () => {
    const endless = () => Promise.resolve([{ name: "again", kind: "directory" }] as const);
    assert.deepEqual(await expandGlob(splitGlob("/**/x"), endless), []);
  });
});

describe("splitGlob", () => {
  it("finds where matching begins", () => {
    assert.deepEqual(
      [splitGlob("/a/b.yaml"), splitGlob("/a/*/b"), splitGlob("/*")],
      [
        { base: "/a/b.yaml", rest: "" },
        { base: "/a", rest: "*/b" },
        { base: "/", rest: "*" },
      ],
    );
  });
});

describe("segmentMatcher", () => {
  it("takes regular expression characters as they stand", () => {
    assert.deepEqual(
      [
        segmentMatcher("a+b(1).yaml")("a+b(1).yaml"),
        segmentMatcher("a.yaml")("aXyaml"),
        segmentMatcher("[!^]")("^"),
      ],
      [true, false, false],
    );
  });
});
