import { strict as assert } from "node:assert";
import { ClusterClient } from "../../../../src/cluster/client.ts";
import { render } from "../../../../src/core/message.ts";
import { connect } from "../../../support/cluster/connect.ts";
import { memoryWorld } from "../../../support/memory-folder.ts";
import { afterData, Hostile, http, NOW } from "./hostile.ts";

/** A token that says when it ends. @param exp seconds since the epoch */
function jwt(exp: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ exp })}.c2ln`;
}

describe("the token of a file", () => {
  let hostile: Hostile;

  before(async () => {
    hostile = await Hostile.make();
  });
  afterEach(() => hostile.close());

  /** What is sent at these seconds of a file that holds these contents then; `undefined` is no file. */
  async function sent(
    contents: readonly (readonly [second: number, content: string | undefined])[],
    status = "200 OK",
  ) {
    const heard: string[] = [];
    const port = await hostile.tls(
      afterData((socket, data) => {
        heard.push(/^authorization: (.*)$/im.exec(data.toString())?.[1] ?? "none");
        socket.end(http(status, "{}"));
      }),
    );
    const [first] = contents;
    const way = {
      ...hostile.way(port),
      user: { tokenFile: "/token" },
      files: { "/token": first?.[1] ?? "" },
    };
    const connection = await connect(way);
    assert(connection.ok);
    let now = NOW;
    let world = memoryWorld({});
    const files = { read: (path: string, most: number) => world.files.read(path, most) };
    const client = new ClusterClient(connection.value, { files, now: () => now, userAgent: "test" });
    for (const [second, content] of contents) {
      now = NOW + second * 1000;
      world = memoryWorld(content === undefined ? {} : { "/token": content });
      await client.call({ path: "/version" });
    }
    return heard;
  }

  it("is read again after fifty seconds, and kept while it cannot be read", async () => {
    const contents = [
      [0, " a\n"],
      [49, "b"],
      [50, "b\n"],
      [101, undefined],
      [102, " \n"],
      [103, "c"],
    ] as const;
    assert.deepEqual(
      await sent(contents),
      ["a", "a", "b", "b", "b", "c"].map(token => `Bearer ${token}`),
    );
  });

  it("is read again at once after it was refused", async () => {
    const contents = [
      [0, "a"],
      [1, "b"],
    ] as const;
    assert.deepEqual(await sent(contents, "401 Unauthorized"), ["Bearer a", "Bearer b"]);
  });

  it("is looked at where it is refused", async () => {
    const port = await hostile.tls(afterData(socket => socket.end(http("401 Unauthorized", "{}"))));
    const files = { "/token": `${jwt(NOW / 1000 - 86_400)}\n` };
    const failure = await hostile.failure({ ...hostile.way(port), user: { tokenFile: "/token" }, files });
    assert.equal(
      render(failure.reason),
      "The API server does not know you: the token expired on 2026-05-31. Get a new one.",
    );
  });
});
