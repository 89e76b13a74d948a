import { strict as assert } from "node:assert";
import { versionSkew } from "../../../../src/core/features/server-check/version-skew.ts";
import { render } from "../../../../src/core/message.ts";

describe("versionSkew", () => {
  it("takes one minor version of difference, whatever the distribution calls it", () => {
    const pairs = [
      ["v1.33.1", "v1.33.9"],
      ["v1.33.1+k3s1", "v1.34.0"],
      ["v1.30.0-eks-036c24b", "1.29.4"],
      ["v1.29.4-gke.1043000", "v1.27.2-dispatcher"],
      ["v1.36.3", "v1.33.0"],
      ["v2.0.0", "v1.99.0"],
      ["v1.36.3", undefined],
      ["v1.36", "v1.36.0"],
      ["v0.0.0-master+$Format:%H$", "v1.36.0"],
      ["", "v1.36.0"],
    ] as const;
    assert.deepEqual(
      pairs.map(([server, kubectl]) => {
        const skew = versionSkew(server, kubectl);
        return skew.kind === "unknown" ? skew.kind : [skew.kind, skew.minors];
      }),
      [
        ["supported", 0],
        ["supported", 1],
        ["supported", -1],
        ["unsupported", -2],
        ["unsupported", -3],
        ["unsupported", 99],
        "unknown",
        "unknown",
        ["unsupported", 36],
        "unknown",
      ],
    );
  });

  it("says what kubectl says, and which one to use", () => {
    const [newer, older] = [versionSkew("v1.33.1", "v1.36.3"), versionSkew("v1.36.3", "v1.33.1")];
    assert(newer.kind === "unsupported" && older.kind === "unsupported");
    assert.deepEqual(
      [newer.kubectl, render(newer.message), render(older.message)],
      [
        "Warning: version difference between client (1.36) and server (1.33) exceeds the supported minor version skew of +/-1",
        "kubectl v1.36.3 is too new for the server, v1.33.1: one minor version of difference is supported. Fields and commands that the server does not know fail or are dropped. Use kubectl 1.32 to 1.34.",
        "kubectl v1.33.1 is too old for the server, v1.36.3: one minor version of difference is supported. What was removed from or added to the server since fails or is not seen. Use kubectl 1.35 to 1.37.",
      ],
    );
  });
});
