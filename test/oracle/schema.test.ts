import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { schema } from "../../src/core/kubeconfig/schema/table.ts";
import type { SchemaMapping } from "../../src/core/kubeconfig/schema/types.ts";
import { buildGo } from "./support/go.ts";

interface GoField {
  readonly struct: string;
  readonly key: string;
  readonly type: string;
  readonly always: boolean;
  readonly secret: boolean;
}

describe("the table of the v1 schema", () => {
  it("has every field of client-go, and no other", function () {
    this.timeout(600_000);
    const oracle = buildGo("schema");
    if (!oracle.ok) {
      console.log(`      skipped: ${oracle.reason}`);
      return this.skip();
    }
    const lines = execFileSync(oracle.binary, { encoding: "utf8" }).trim().split("\n");
    const go = lines.map((line): GoField => JSON.parse(line));
    const mappings: readonly SchemaMapping[] = Object.values(schema);
    const ours = mappings.flatMap(mapping =>
      Object.entries(mapping.fields).map(
        ([key, field]): GoField => ({
          struct: mapping.go,
          key,
          type: field.go,
          always: field.always === true,
          // client-go marks what its own logs must not show; values of settings and variables it leaves to others.
          secret: field.secret === true && !["config", "value"].includes(key),
        }),
      ),
    );
    const text = (fields: readonly GoField[]) => fields.map(field => JSON.stringify(field)).sort();
    assert.deepEqual(text(ours), text(go));
  });
});
