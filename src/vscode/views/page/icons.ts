import type { RowState } from "../../../core/report/model.ts";

/** A shape for each state, so that colour is never all there is; paths of a 16 by 16 picture. */
export const stateIcons: Readonly<Record<RowState, string>> = {
  ok: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm2.6 3.6.8.8L7.2 10.6 4.8 8.2l.8-.8 1.6 1.6 3.4-3.4Z",
  expiring:
    "M8.9 1.6 15.4 13a1 1 0 0 1-.9 1.5H1.5A1 1 0 0 1 .6 13L7.1 1.6a1 1 0 0 1 1.8 0ZM8 2.2 1.6 13.5h12.8L8 2.2ZM7.5 6h1v4h-1V6Zm0 5h1v1h-1v-1Z",
  critical:
    "M8.9 1.6 15.4 13a1 1 0 0 1-.9 1.5H1.5A1 1 0 0 1 .6 13L7.1 1.6a1 1 0 0 1 1.8 0ZM7.3 5.5v5h1.4v-5H7.3Zm0 6.2v1.4h1.4v-1.4H7.3Z",
  expired:
    "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1ZM5.9 5.2l-.7.7L7.3 8l-2.1 2.1.7.7L8 8.7l2.1 2.1.7-.7L8.7 8l2.1-2.1-.7-.7L8 7.3 5.9 5.2Z",
  "never-valid":
    "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1ZM5.9 5.2l-.7.7L7.3 8l-2.1 2.1.7.7L8 8.7l2.1 2.1.7-.7L8.7 8l2.1-2.1-.7-.7L8 7.3 5.9 5.2Z",
  "not-yet-valid":
    "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm-.5 2h1v3.8l2.4 2.4-.7.7-2.7-2.7V4Z",
  missing:
    "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM7.4 11h1.2v1.2H7.4V11ZM8 3.8c1.4 0 2.4.9 2.4 2.1 0 1-.5 1.5-1.1 2-.5.4-.8.7-.8 1.3v.6h-1v-.6c0-1.1.6-1.6 1.2-2.1.5-.4.7-.7.7-1.2 0-.7-.6-1.1-1.4-1.1s-1.4.5-1.4 1.3h-1C5.6 4.8 6.6 3.8 8 3.8Z",
  broken:
    "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm4.2 3.5L4.5 12.2A6 6 0 0 0 12.2 4.5ZM8 2a6 6 0 0 0-4.2 9.5l7.7-7.7A6 6 0 0 0 8 2Z",
  leftover: "M1.5 2h13v4H14v8H2V6h-.5V2ZM3 6v7h10V6H3Zm-.5-3v2h11V3h-11ZM6 8h4v1H6V8Z",
};

export const searchIcon =
  "M10.3 9.6 14 13.3l-.7.7-3.7-3.7a5 5 0 1 1 .7-.7ZM6.5 10.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z";
export const refreshIcon = "M13 2v4H9V5h2.4A4.5 4.5 0 1 0 12.4 9h1.050A5.5 5.5 0 1 1 12 4.1V2h1Z";
export const exportIcon =
  "M8.5 2.2v7.1l2.3-2.3.7.7L8 11.2 4.5 7.7l.7-.7 2.3 2.3V2.2h1ZM2 10h1v3h10v-3h1v4H2v-4Z";
export const openIcon = "M5.7 13.7 5 13l4.6-4.6L5 3.7l.7-.7 5.3 5.3-5.3 5.4Z";
export const findingIcon =
  "M8.9 1.6 15.4 13a1 1 0 0 1-.9 1.5H1.5A1 1 0 0 1 .6 13L7.1 1.6a1 1 0 0 1 1.8 0ZM8 2.2 1.6 13.5h12.8L8 2.2ZM7.5 6h1v4h-1V6Zm0 5h1v1h-1v-1Z";
export const ascending = "M8 5l4 5H4l4-5Z";
export const descending = "M8 11 4 6h8l-4 5Z";
