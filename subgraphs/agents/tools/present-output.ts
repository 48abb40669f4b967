import type { Grounding } from '../grounding.ts';
import type { ToolOutput } from './tool.ts';

/** One passage as a model sees it in a tool's result. */
export interface PresentedPassage {
  /** The number to cite it by; null when it cannot be cited. */
  readonly citation: number | null;
  readonly source: string;
  /** The file's hash, by which other tools read it. */
  readonly file: string;
  /** Where in the file, from 0; absent when that is not known. */
  readonly position?: number;
  readonly text: string;
}

/** A tool's output in the form that is recorded and given to the model; passages carry this run's citation numbers. */
export function presentOutput(output: ToolOutput, grounding: Grounding | null): string {
  if ('text' in output) return output.text;
  const passages = output.passages.map((passage): PresentedPassage => {
    const cited = grounding?.find(passage.chunkId) ?? null;
    return {
      citation: cited?.number ?? null,
      source: cited?.title ?? passage.title ?? passage.fileHash,
      file: passage.fileHash,
      ...(passage.position !== undefined && { position: passage.position }),
      // The bundle's own wording, so that what is quoted stands in what is cited.
      text: cited?.text ?? passage.text,
    };
  });
  return JSON.stringify({ ...output.facts, passages });
}
