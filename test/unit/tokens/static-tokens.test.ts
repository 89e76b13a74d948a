import { strict as assert } from "node:assert";
import { readStaticTokens } from "../../../src/core/tokens/static-tokens.ts";

const read = (text: string) => readStaticTokens(new TextEncoder().encode(text));

describe("a static token file", () => {
  it("admits users with their ids and groups, and gives no token away", () => {
    assert.deepEqual(read('t0ken,jane,u1,"dev,ops"\r\n\r\nt1ken,joe,,\n"a""b",max,u4,dev\n"\nt",eve,u5\r'), {
      identities: [
        { user: "jane", groups: ["dev", "ops"], uid: "u1" },
        { user: "joe", groups: [""] },
        { user: "max", groups: ["dev"], uid: "u4" },
        { user: "eve", groups: [], uid: "u5" },
      ],
      odd: [],
    });
  });

  it("may be empty", () => {
    assert.deepEqual(["", "\n\r\n", "\r"].map(read), Array(3).fill({ identities: [], odd: [] }));
  });

  it("is read up to the first line that keeps the API server from starting", () => {
    const texts = ["a,b,c\nx,y", 'a,b,c\n\n"x,y,z', 'a,b,c\nx,y"z,1', 'a,b,c\n"x"y,z,1', '\ufeff"a",b,c'];
    assert.deepEqual(
      texts.map(read).map(({ identities, fatal }) => [identities.length, fatal]),
      [
        [1, { kind: "columns", line: 2, columns: 2 }],
        [1, { kind: "quote", line: 3 }],
        [1, { kind: "quote", line: 2 }],
        [1, { kind: "quote", line: 2 }],
        [0, { kind: "quote", line: 1 }],
      ],
    );
  });

  it("is odd where a line is not taken as it reads, the first of each kind", () => {
    assert.deepEqual(read('a,jane,1\n"",b,c\n,b,c\na,joe,1\nd,max,1,dev,ops\ne,eve,1,"dev, ops"\nf, jo,1'), {
      identities: [
        { user: "joe", groups: [], uid: "1" },
        { user: "max", groups: ["dev"], uid: "1" },
        { user: "eve", groups: ["dev", " ops"], uid: "1" },
        { user: " jo", groups: [], uid: "1" },
      ],
      odd: [
        { kind: "no-token", line: 2 },
        { kind: "repeated", line: 4 },
        { kind: "more-columns", line: 5 },
        { kind: "space", line: 6 },
      ],
    });
  });
});
