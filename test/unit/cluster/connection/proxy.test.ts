import { strict as assert } from "node:assert";
import { connect } from "../../../support/cluster/connect.ts";

/** `kind host:port`, or that there is none, or that kubectl stops. */
async function proxyOf(server: string, env: Record<string, string>): Promise<string> {
  const connection = await connect({ cluster: { server }, env });
  if (!connection.ok) return "refused";
  const { proxy } = connection.value;
  return proxy === undefined ? "none" : `${proxy.kind} ${proxy.host}:${proxy.port}`;
}

describe("the proxy of the environment", () => {
  const cases: readonly (readonly [server: string, env: Record<string, string>, proxy: string])[] = [
    ["https://h", { HTTPS_PROXY: "http://p:3128" }, "http p:3128"],
    ["https://h", { https_proxy: "p:3128" }, "http p:3128"],
    ["https://h", { HTTPS_PROXY: "socks5h://p" }, "socks5 p:1080"],
    ["https://h", { HTTPS_PROXY: "https://p" }, "https p:443"],
    ["https://h", { HTTPS_PROXY: "http://a", https_proxy: "http://b" }, "http a:80"],
    ["https://h", { HTTP_PROXY: "http://p" }, "none"],
    ["http://h", { HTTP_PROXY: "http://p" }, "http p:80"],
    // What Go does not know it speaks HTTP to; what leads nowhere is tried all the same.
    ["https://h", { HTTPS_PROXY: "ftp://p:21" }, "http p:21"],
    ["https://h", { HTTPS_PROXY: "/p" }, "http :80"],
    ["https://h", { HTTPS_PROXY: "x y" }, "http :0"],
    ["https://h", { HTTPS_PROXY: "%" }, "none"],
    ["http://h", { HTTP_PROXY: "http://p", REQUEST_METHOD: "GET" }, "refused"],
    ["https://h", { HTTPS_PROXY: "http://p", REQUEST_METHOD: "GET" }, "http p:80"],
    ["https://localhost", { HTTPS_PROXY: "http://p" }, "none"],
    ["https://LOCALHOST", { HTTPS_PROXY: "http://p" }, "http p:80"],
    ["https://127.9.9.9", { HTTPS_PROXY: "http://p" }, "none"],
    ["https://[::1]", { HTTPS_PROXY: "http://p" }, "none"],
    ["https://[::ffff:127.0.0.1]", { HTTPS_PROXY: "http://p" }, "none"],
  ];
  for (const [server, env, proxy] of cases) {
    it(`for ${server} is ${proxy} with ${JSON.stringify(env)}`, async () => {
      assert.equal(await proxyOf(server, env), proxy);
    });
  }

  const exempt: Readonly<Record<string, readonly string[]>> = {
    "https://a.example.org:6443": [
      ...["*", "x, *", "example.org", ".example.org", "*.example.org", "A.Example.Org", "example.org:6443"],
      ...[".org", "org", "a.example.org:", "[a.example.org]:6443"],
    ],
    "https://10.1.2.3": [
      "10.1.2.3",
      "10.1.2.3:443",
      "10.0.0.0/8",
      "::ffff:10.1.2.3",
      "::ffff:10.0.0.0/104",
      "0.0.0.0/0",
    ],
    "https://[fd00::1]": ["fd00::1", "fd00::/8", "[fd00::1]:443", "::/0"],
  };
  const notExempt: Readonly<Record<string, readonly string[]>> = {
    "https://a.example.org:6443": [
      ...[
        "",
        "xample.org",
        "example.org:443",
        "*.a.example.org",
        "https://a.example.org",
        "[a.example.org]",
        "*example.org",
      ],
      ...["a.example.org.", "10.0.0.0/8", ":6443", ":", "[]", "**"],
    ],
    "https://10.1.2.3": [
      ...[
        "10.1.2",
        ".2.3",
        "2.3",
        "*.2.3",
        "10.1.2.3:80",
        "010.1.2.3",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "::/0",
        "/8",
        "11.0.0.0/8",
      ],
    ],
    "https://[fd00::1]": ["[fd00::1]", "fd00::1:443", "0.0.0.0/0", "fd00::2/128", "fc00::/8"],
  };
  for (const [table, proxy] of [
    [exempt, "none"],
    [notExempt, "http p:80"],
  ] as const) {
    for (const [server, rules] of Object.entries(table)) {
      it(`for ${server} is ${proxy} with NO_PROXY of ${rules.join(" ")}`, async () => {
        const found = await Promise.all(
          rules.map(rule => proxyOf(server, { HTTPS_PROXY: "http://p", NO_PROXY: rule })),
        );
        assert.deepEqual(
          rules.filter((_, at) => found[at] !== proxy),
          [],
        );
      });
    }
  }
});
