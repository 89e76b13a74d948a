/** What makes users, in a file of its own (scripts/bundles.ts): most command lines only look. */
export { mint } from "./mint.ts";
export { resume } from "./resume.ts";
