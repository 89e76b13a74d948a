import { strict as assert } from "node:assert";
import { connect } from "../../../support/cluster/connect.ts";

describe("the server of a connection", () => {
  /** By server: the Host header and what stands before each path. */
  const cases: Readonly<Record<string, readonly [authority: string, prefix: string]>> = {
    "https://10.0.0.1:6443": ["10.0.0.1:6443", ""],
    "https://k8s.invalid:": ["k8s.invalid", ""],
    "https://b\u00fccher.invalid:1": ["xn--bcher-kva.invalid:1", ""],
    "https://b%C3%BCcher.invalid": ["xn--bcher-kva.invalid", ""],
    "https://[fe80::1%25eth0]:6443": ["[fe80::1]:6443", ""],
    "https://[fd00::1]": ["[fd00::1]", ""],
    "https://h/a//b/../c/": ["h", "/a/c"],
    "https://h/a%2Fb%2f..": ["h", "/a"],
    "https://h/a b": ["h", "/a%20b"],
    "https://h/\u00fc": ["h", "/%C3%BC"],
    "https://h/%fc": ["h", "/%FC"],
    "https://h/%7e": ["h", "/~"],
    'https://h/a"b<>[]!': ["h", "/a%22b%3C%3E%5B%5D%21"],
    "https://h/a;b=c,d+e&f$g:h@i": ["h", "/a;b=c,d+e&f$g:h@i"],
    "https://h/a%3Fb?x=1": ["h", "/a%3Fb"],
    // clientcmd takes a server with a path for the URI of a request, which has no fragment.
    "https://h/a#f": ["h", "/a%23f"],
    "https://h#f": ["h", ""],
    "https://h?x=/a#f": ["h", ""],
  };

  for (const [server, [authority, prefix]] of Object.entries(cases)) {
    it(`${server} is asked as ${authority} for ${prefix || "/"}`, async () => {
      const connection = await connect({ cluster: { server } });
      assert(connection.ok);
      const { endpoint } = connection.value;
      assert.deepEqual([endpoint.authority, endpoint.prefix], [authority, prefix]);
    });
  }

  it("gets the bytes that the escapes of its login spell", async () => {
    const connection = await connect({ cluster: { server: "https://%FF:p%40ss@h" } });
    assert(connection.ok);
    assert.deepEqual(connection.value.credential.urlLogin, { username: "\u00ff", password: "p@ss" });
  });
});
