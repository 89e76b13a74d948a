import { strict as assert } from "node:assert";
import { render } from "../../../../src/core/message.ts";
import { connect, type Way } from "../../../support/cluster/connect.ts";

const cluster = { server: "https://h" };
const inFile = (content: string, user: Way["user"] = {}) => ({
  cluster,
  user: { tokenFile: "token", ...user },
  files: { "/home/jane/.kube/token": content },
});

describe("the credential of a connection", () => {
  it("is read from the file of a token, with its blanks, where there is no token", async () => {
    const connection = await connect(inFile(" t\u00fc\n"));
    assert(connection.ok);
    const { token, tokenFile } = connection.value.credential;
    assert.deepEqual([token, tokenFile], [" t\u00fc\n", "/home/jane/.kube/token"]);
  });

  const refused: readonly (readonly [way: Way, why: string])[] = [
    [inFile("t", { username: "jane" }), "username/password or bearer token may be set, but not both"],
    [inFile("", { username: "jane" }), "username/password or bearer token may be set, but not both"],
    [inFile(""), 'read empty token from file "/home/jane/.kube/token"'],
  ];
  for (const [way, why] of refused) {
    it(`is refused as kubectl does it: ${why}`, async () => {
      const connection = await connect(way);
      assert(!connection.ok);
      assert.equal(render(connection.reason), `kubectl cannot use the context x: ${why}`);
    });
  }

  it("is a pair of bytes for a user name and a password that are not in ASCII", async () => {
    const connection = await connect({ cluster, user: { username: "\u00e9", password: "\u20ac" } });
    assert(connection.ok);
    assert.deepEqual(connection.value.credential.basic, {
      username: "\u00c3\u00a9",
      password: "\u00e2\u0082\u00ac",
    });
  });
});
