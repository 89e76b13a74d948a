import { strict as assert } from "node:assert";
import { kubernetesServiceNames, parseServerNames } from "../../../../src/core/x509/assess.ts";
import { altNames } from "../../../../src/core/x509/mint/alt-names.ts";
import { readAltNames } from "../../../../src/core/x509/san.ts";
import { made } from "../../../support/minting.ts";

describe("server names", () => {
  it("are read as make-ca-cert.sh takes them, and come back from the extension", () => {
    const text = "IP:10.0.0.1,DNS:kubernetes, *.apps.example.com ::1 2001:db8::10.0.0.1,dns:a_b,10.0.0.1";
    const names = made(parseServerNames(text));
    assert.deepEqual(readAltNames(altNames(names)), {
      names: [
        { type: "ip", value: "10.0.0.1" },
        { type: "dns", value: "kubernetes" },
        { type: "dns", value: "*.apps.example.com" },
        { type: "ip", value: "::1" },
        { type: "ip", value: "2001:db8::a00:1" },
        { type: "dns", value: "a_b" },
      ],
    });
  });

  it("are refused where no client could match them", () => {
    const texts = [
      "",
      " , ",
      "IP:10.0.0.256",
      "IP:host",
      "IP:1.2.3",
      "DNS:-a",
      "a..b",
      "jörg.example",
      "a b/c",
    ];
    const more = [
      "IP:1::2::3",
      "IP:1:2:3:4:5:6:7",
      "IP:::12345",
      "x.*.y",
      `${"a".repeat(64)}.b`,
      "IP:01.2.3.4",
    ];
    const codes = [...texts, ...more].map(text => {
      const read = parseServerNames(text);
      return read.ok ? text : read.code;
    });
    assert.deepEqual(codes, Array(texts.length + more.length).fill("server-name"));
  });

  it("of the API server inside a cluster", () => {
    assert.deepEqual(
      kubernetesServiceNames("example.test").map(name => name.value),
      ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.example.test"],
    );
  });
});
