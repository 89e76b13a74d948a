import { strict as assert } from "node:assert";
import type { FieldsOf } from "../../../src/core/kubeconfig/fields.ts";
import type {
  AuthProvider,
  ClusterEntry,
  ContextEntry,
  ExecConfig,
  MappingKind,
  UserEntry,
} from "../../../src/core/kubeconfig/model.ts";
import { propertyOf, Schema, v1 } from "../../../src/core/kubeconfig/schema/fields.ts";
import { schema } from "../../../src/core/kubeconfig/schema/table.ts";
import type { SchemaField, SchemaMapping } from "../../../src/core/kubeconfig/schema/types.ts";
import { render, say } from "../../../src/core/message.ts";

type Lacks<M extends MappingKind, Model> = Exclude<keyof FieldsOf<M>, keyof Model>;

/** Does not compile while a mapping of model.ts lacks the property of a field; the error names it. */
const lacking: Readonly<
  Record<
    | Lacks<"cluster", ClusterEntry>
    | Lacks<"user", UserEntry>
    | Lacks<"context", ContextEntry>
    | Lacks<"exec", ExecConfig>
    | Lacks<"auth-provider", AuthProvider>,
    never
  >
> = {};

const mappings: Readonly<Record<MappingKind, SchemaMapping>> = schema;
const fields = Object.entries(mappings).flatMap(([kind, mapping]) =>
  Object.entries(mapping.fields).map(([key, field]): [string, SchemaField] => [`${kind} ${key}`, field]),
);

describe("the table of the v1 schema", () => {
  it("stands in the order of encoding/json", () => {
    for (const { fields: each } of Object.values(mappings)) {
      assert.deepEqual(Object.keys(each), Object.keys(each).toSorted());
    }
    assert.deepEqual(lacking, {});
  });

  for (const [name, field] of fields) {
    it(`says of ${name} what it holds`, () => {
      const mapping = mappingOf(name);
      assert.notEqual(render(field.explanation), "");
      assert.equal(field.refersTo !== undefined, field.holds === "reference");
      assert.equal(field.of !== undefined, field.holds === "mapping" || field.holds === "list");
      if (field.holds === "data") assert.equal(field.go, "[]byte");
      if (field.data !== undefined) assert.equal(mapping.fields[field.data]?.holds, "data");
      if (field.of !== undefined) assert.ok(mappings[field.of].go === field.go.replace("[]", ""));
    });
  }

  it("gives each field its path", () => {
    assert.equal(v1.paths.get("users.user.exec.env.value")?.secret, true);
    assert.equal(
      v1.pathOf(["users", 3, "user", "auth-provider", "config", "id-token"]),
      "users.user.auth-provider.config",
    );
    assert.equal(v1.pathOf(["clusters", 0, "cluster", "serv"]), "clusters.cluster.serv");
    assert.equal(v1.paths.size, new Set(v1.paths.values()).size);
  });

  it("tells properties by keys", () => {
    assert.deepEqual(["as-user-extra", "tokenFile", "server"].map(propertyOf), [
      "asUserExtra",
      "tokenFile",
      "server",
    ]);
  });
});

describe("a made-up field", () => {
  const made: SchemaField = { go: "string", holds: "plain", secret: true, explanation: say("Made up.") };
  const table = new Schema({
    ...mappings,
    cluster: { go: "Cluster", fields: { ...schema.cluster.fields, "made-up": made } },
  });

  it("is known by its entry in the table", () => {
    assert.deepEqual(table.field("cluster", "made-up"), {
      ...made,
      key: "made-up",
      property: "madeUp",
      index: Object.keys(schema.cluster.fields).length,
    });
    assert.equal(table.paths.get("clusters.cluster.made-up"), table.field("cluster", "made-up"));
    assert.equal(table.field("user", "made-up"), undefined);
  });
});

function mappingOf(name: string): SchemaMapping {
  const [kind] = name.split(" ");
  const found = Object.entries(mappings).find(([each]) => each === kind);
  assert.ok(found);
  return found[1];
}
