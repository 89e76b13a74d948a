import { strict as assert } from "node:assert";
import { render } from "../../../../src/core/message.ts";
import { connect, type Way } from "../../../support/cluster/connect.ts";

const SECRET = "s3cr3t0123456789";
const KEY = `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----\n`;
const server = "https://h";

describe("why no connection can be made", () => {
  const cases: readonly Way[] = [
    ...["ftp://joe:SECRET@h", "http://joe:SECRET@h:x", "joe:SECRET@h:1", "http://joe:SECRET@h h"].map(
      url => ({
        cluster: { server, "proxy-url": url.replace("SECRET", SECRET) },
      }),
    ),
    ...["ftp://joe:SECRET@h", "https://joe:SECRET@h:x", "https://joe:SECRET@h/%zz", "joe:SECRET@h/a"].map(
      url => ({
        cluster: { server: url.replace("SECRET", SECRET) },
      }),
    ),
    { cluster: { server, "certificate-authority": KEY } },
    { cluster: { server }, user: { "client-certificate": "c", "client-key": KEY } },
    { cluster: { server }, user: { tokenFile: KEY } },
    { cluster: { server }, user: { tokenFile: `/home/jane/${Buffer.from(KEY).toString("base64")}` } },
    { cluster: { server }, user: { token: SECRET, username: "joe", password: SECRET } },
    {
      cluster: { server, "insecure-skip-tls-verify": true, "certificate-authority-data": SECRET },
      user: { token: SECRET },
    },
  ];
  for (const way of cases) {
    it(`holds no secret of ${JSON.stringify(way).replaceAll(SECRET, "SECRET").slice(0, 90)}`, async () => {
      const connection = await connect(way);
      assert(!connection.ok);
      const said = `${render(connection.reason)} ${JSON.stringify(connection)}`;
      for (const form of [SECRET, Buffer.from(KEY).toString("base64").slice(20, 60)]) {
        assert(!said.includes(form), said);
      }
    });
  }

  it("is a file that is not read here, and no CA of the machine takes the place of one", async () => {
    const kinds = [
      { kind: "too-large", bytes: 5_000_000, limit: 1_048_576 },
      { kind: "not-regular", what: "pipe" },
    ] as const;
    const ways: readonly Omit<Way, "files">[] = [
      { cluster: { server, "certificate-authority": "/f" } },
      { cluster: { server }, user: { tokenFile: "/f" } },
      { cluster: { server }, user: { "client-certificate": "/f", "client-key": "/f" } },
    ];
    for (const kind of kinds) {
      for (const way of ways) {
        const connection = await connect({ ...way, files: { "/f": kind } });
        assert(!connection.ok, JSON.stringify([way, kind]));
        assert.match(render(connection.reason), /^The file \/f of the context x is not read: /);
      }
      const inline = await connect({
        cluster: { server },
        user: { token: "t", tokenFile: "/f" },
        files: { "/f": kind },
      });
      assert(inline.ok);
    }
  });

  it("is said in client-go's words where they tell none", async () => {
    const connection = await connect({ cluster: { server, "proxy-url": "ftp://h" } });
    assert(!connection.ok);
    assert.match(render(connection.reason), /unsupported scheme "ftp", must be http, https, or socks5$/);
  });
});
