import { strict as assert } from "node:assert";
import type { Ask, Outcome } from "../../../src/vscode/wizard/ask.ts";
import { Cancelled, WentBack } from "../../../src/vscode/wizard/cancelled.ts";
import { type Interview, interview, interviewThen } from "../../../src/vscode/wizard/interview.ts";

type Act = string | "<back>" | "<cancel>";

/** Answers in order, and what was asked: `id`, step, and what was proposed. */
function scripted(acts: readonly Act[]): {
  readonly ask: Ask;
  readonly log: string[];
  readonly told: string[];
} {
  const log: string[] = [];
  const told: string[] = [];
  const left = [...acts];
  const ask: Ask = {
    async question({ id }, { step, canGoBack, previous }): Promise<Outcome> {
      log.push([id, step, canGoBack ? "" : "first", previous ?? ""].filter(Boolean).join(" "));
      const act = left.shift() ?? "<cancel>";
      if (act === "<back>") return { kind: "back" };
      return act === "<cancel>" ? { kind: "cancel" } : { kind: "answer", value: act };
    },
    busy: (_title, run) => run(new AbortController().signal, () => {}),
    async tell(_severity, text) {
      told.push(text);
      return undefined;
    },
  };
  return { ask, log, told };
}

const title = "Test";
const type = (each: Interview, id: string) => each.type({ id, title, prompt: id });

async function three(each: Interview): Promise<string> {
  return [await type(each, "a"), await type(each, "b"), await type(each, "c")].join();
}

describe("an interview", () => {
  it("asks one thing after another", async () => {
    const { ask, log } = scripted(["1", "2", "3"]);
    assert.deepEqual([await interview(ask, three), log], ["1,2,3", ["a 1 first", "b 2", "c 3"]]);
  });

  it("goes back, keeps what still holds and proposes what was answered", async () => {
    const { ask, log } = scripted(["1", "2", "<back>", "<back>", "4", "5", "6"]);
    assert.deepEqual(
      [await interview(ask, three), log],
      ["4,5,6", ["a 1 first", "b 2", "c 3", "b 2 2", "a 1 first 1", "b 2 2", "c 3"]],
    );
  });

  it("ends when it is left, wherever that is", async () => {
    for (const acts of [["<cancel>"], ["1", "<cancel>"], ["1", "2", "<back>", "<cancel>"]]) {
      await assert.rejects(interview(scripted(acts).ask, three), Cancelled);
    }
  });

  it("takes another way after another answer, and forgets the answers of the first", async () => {
    const { ask, log } = scripted(["x", "1", "<back>", "<back>", "y", "2"]);
    const flow = async (each: Interview) => {
      const way = await type(each, "way");
      return `${way}${await type(each, way)}${way === "x" ? await type(each, "more") : ""}`;
    };
    assert.deepEqual(
      [await interview(ask, flow), log],
      ["y2", ["way 1 first", "x 2", "more 3", "x 2 1", "way 1 first x", "y 2"]],
    );
  });

  it("never proposes a secret", async () => {
    const { ask, log } = scripted(["sesame", "<back>", "open", "end"]);
    const flow = async (each: Interview) => {
      const secret = await each.type({ id: "secret", title, prompt: "", secret: true });
      return `${secret} ${await type(each, "b")}`;
    };
    assert.deepEqual(
      [await interview(ask, flow), log],
      ["open end", ["secret 1 first", "b 2", "secret 1 first", "b 2"]],
    );
  });

  it("does not come back to a confirmation, and does not count it", async () => {
    const { ask, log } = scripted(["1", "yes", "<back>", "1", "yes", "2"]);
    const flow = async (each: Interview) => {
      await type(each, "a");
      await each.confirm({ id: "sure", title, message: "", yes: "Yes" });
      return type(each, "b");
    };
    assert.deepEqual(
      [await interview(ask, flow), log],
      ["2", ["a 1 first", "sure 2", "b 2", "a 1 first 1", "sure 2 yes", "b 2"]],
    );
  });

  it("says why an answer does not do and asks again", async () => {
    const { ask, log, told } = scripted(["bad", "good"]);
    const flow = async (each: Interview) => {
      const answer = await type(each, "a");
      return answer === "bad" ? each.refuse("a", "Not that.") : answer;
    };
    assert.deepEqual(
      [await interview(ask, flow), log, told],
      ["good", ["a 1 first", "a 1 first bad"], ["Not that."]],
    );
  });

  it("gives the values of options, and of several in their order", async () => {
    const options = [1, 2, 3].map(value => ({ key: `k${value}`, label: `${value}`, value }));
    const { ask } = scripted(["k2", '["k3","k1"]']);
    const flow = async (each: Interview) => [
      await each.choose({ id: "one", title, prompt: "", options }),
      await each.chooseMany({ id: "many", title, prompt: "", options }),
    ];
    assert.deepEqual(await interview(ask, flow), [2, [1, 3]]);
  });

  it("asks one thing anew and leaves out what still holds", async () => {
    const { ask, log } = scripted(["1", "2", "yes", "again b", "5", "yes", "make"]);
    const flow = async (each: Interview) => {
      const answers = [await type(each, "a"), await type(each, "b")];
      await each.confirm({ id: "sure", title, message: answers.join(), yes: "Yes" });
      const options = ["make", "again b"].map(key => ({ key, label: key, value: key }));
      if ((await each.choose({ id: "last", title, prompt: "", options, last: true })) !== "make")
        each.again("b");
      return answers.join();
    };
    assert.deepEqual(
      [await interview(ask, flow), log],
      ["1,5", ["a 1 first", "b 2", "sure 3", "last 3", "b 2 2", "sure 3", "last 3"]],
    );
  });

  it("asks anew what belongs to the answer that is changed, and what a field takes no more", async () => {
    const { ask, log } = scripted(["x", "1", "9", "again", "y", "2", "8", "end"]);
    const flow = async (each: Interview) => {
      const way = await type(each, "way");
      const more = await type(each, "way-more");
      const check = (text: string) =>
        text === "9" && way === "y" ? ({ severity: "error", text: "No." } as const) : undefined;
      const least = await each.type({ id: "least", title, prompt: "", check });
      const options = ["end", "again"].map(key => ({ key, label: key, value: key }));
      if ((await each.choose({ id: "last", title, prompt: "", options, last: true })) === "again")
        each.again("way");
      return [way, more, least].join();
    };
    assert.deepEqual(
      [await interview(ask, flow), log],
      [
        "y,2,8",
        [
          "way 1 first",
          "way-more 2",
          "least 3",
          "last 4",
          "way 1 first x",
          "way-more 2 1",
          "least 3 9",
          "last 4",
        ],
      ],
    );
  });

  it("proposes anew what was only a proposal that came of another answer", async () => {
    const { ask, log } = scripted(["x", "of x", "<back>", "<back>", "y", "of y", "end"]);
    const flow = async (each: Interview) => {
      const a = await type(each, "a");
      const b = await each.type({ id: "b", title, prompt: "", value: `of ${a}` });
      return [a, b, await type(each, "c")].join();
    };
    assert.deepEqual(
      [await interview(ask, flow), log],
      ["y,of y,end", ["a 1 first", "b 2", "c 3", "b 2 of x", "a 1 first x", "b 2", "c 3"]],
    );
  });

  it("asks the last question again when somebody goes back from what is shown after it", async () => {
    const { ask, log } = scripted(["1", "2", "3", "4"]);
    const seen: string[] = [];
    const outcome = await interviewThen(ask, three, async wish => {
      seen.push(wish);
      if (seen.length === 1) throw new WentBack();
      return "made";
    });
    assert.deepEqual(
      [outcome, seen, log],
      [{ wish: "1,2,4", done: "made" }, ["1,2,3", "1,2,4"], ["a 1 first", "b 2", "c 3", "c 3 3"]],
    );
  });

  it("passes on what goes wrong in the flow", async () => {
    const flow = () => Promise.reject(new RangeError("no"));
    await assert.rejects(interview(scripted([]).ask, flow), RangeError);
  });
});
