/** The headless API: what a kubeconfig means to kubectl, as plain data. No VS Code, no Node. */
export type * from "./analysis.ts";
export { type AnalyzeOptions, analyze, analyzeSteps, readSourceSteps } from "./analyze.ts";
export type { Finding, Location, RelatedLocation, Severity } from "./finding.ts";
export { type AnalysisCache, createAnalysisCache } from "./kubeconfig/cache.ts";
export { looksLikeKubeconfig, looksLikeKubeconfigSteps } from "./kubeconfig/detect.ts";
export { loadFiles, referencedPaths } from "./kubeconfig/files.ts";
export type * from "./kubeconfig/model.ts";
export { effectivePaths, type PathEnvironment, resolvePath } from "./kubeconfig/paths.ts";
export { readKubeconfig } from "./kubeconfig/read.ts";
export { type SignatureVerdicts, verifySignatures } from "./kubeconfig/signatures.ts";
export { english, type Message, render, say, type Translate } from "./message.ts";
export type { FileRead, Files, FileView, PathStyle } from "./ports.ts";
export { noFiles } from "./ports.ts";
export { atOnce, type Steps } from "./steps.ts";
export type { Span, TextEdit } from "./text.ts";
export { applyEdits, touches } from "./text.ts";
export { type DecodedText, decodeText } from "./yaml/decode.ts";
