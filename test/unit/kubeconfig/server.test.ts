import { strict as assert } from "node:assert";
import { isTls, proxyDefect, serverFacts } from "../../../src/core/kubeconfig/server.ts";

describe("serverFacts", () => {
  const cases: Readonly<Record<string, string>> = {
    "": "absent",
    "https://h:6443": "https h:6443",
    "HTTPS://H/p?q#f": "https H https://",
    "http://h": "http h",
    "https://[::1]:6443": "https [::1]:6443",
    "https://u:p@h:1": "https h:1",
    "localhost:8080": "http localhost:8080 schemeless",
    "127.0.0.1": "http 127.0.0.1 schemeless",
    "h:1/": "http h:1 schemeless",
    "h/p": "invalid",
    "https://": "invalid",
    "https:///p": "invalid",
    "https://h:port": "invalid",
    "https://h:1:2": "invalid",
    "https://[::1": "invalid",
    "https://[1.2.3.4]": "invalid",
    "https://h h": "invalid",
    "https://h/%zz": "invalid",
    "https://h#%zz": "invalid",
    "ftp://h": "ftp h",
  };
  for (const [server, expected] of Object.entries(cases)) {
    it(server || "nothing", () => {
      const facts = serverFacts(server);
      const text =
        facts.kind === "url"
          ? `${facts.scheme} ${facts.host}${facts.schemeless ? " schemeless" : ""}`
          : facts.kind;
      assert.equal(text, expected.replace(" https://", ""));
      assert.equal(isTls(facts), text.startsWith("https "));
    });
  }

  it("shows the URL that requests go to", () => {
    const urls = ["https://h/p?q#f", "h:1"].map(server => serverFacts(server));
    assert.deepEqual(
      urls.map(facts => facts.kind === "url" && facts.shown),
      ["https://h/p", "http://h:1"],
    );
  });
});

describe("proxyDefect", () => {
  const cases: readonly (readonly [string, object | undefined])[] = [
    ["http://p:1", undefined],
    ["https://p", undefined],
    ["socks5://p:1080", undefined],
    ["HTTP://p", undefined],
    ["socks6://p", { scheme: "socks6" }],
    ["localhost:8080", { scheme: "localhost" }],
    ["p", { scheme: "" }],
    ["127.0.0.1:8080", {}],
    ["http://p:x", {}],
  ];
  for (const [proxy, expected] of cases) {
    it(proxy, () => assert.deepEqual(proxyDefect(proxy), expected));
  }
});
