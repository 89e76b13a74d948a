import { strict as assert } from "node:assert";
import { bySameServer } from "../../../../src/core/features/server-check/same-server.ts";
import { analysisOf } from "../../../support/editor.ts";

describe("contexts by the same server", () => {
  it("stand together by cluster and user, in their order", () => {
    const analysis = analysisOf(`contexts:
- {name: a, context: {cluster: c, user: u}}
- {name: b, context: {cluster: c, user: v}}
- {name: d, context: {cluster: c, user: u, namespace: apps}}
- {name: e, context: {cluster: c}}
`);
    assert.deepEqual(bySameServer(analysis, ["a", "b", "d", "e", "gone"]), [
      ["a", "d"],
      ["b"],
      ["e"],
      ["gone"],
    ]);
  });
});
