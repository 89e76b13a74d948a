/** What reads folders of certificates, behind an `import()`: it is not even evaluated before it is needed. */
export { usualBounds } from "../../core/pki/walk.ts";
export { gatherFolder } from "../../core/report/gather.ts";
