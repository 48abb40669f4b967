/** Where the programs are that read moving pictures; absolute paths, because parsers have no PATH. */
export interface MediaPrograms {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  /**
   * `setpriv` of util-linux, which lets a program die with the process that started it, even when that is killed
   * outright; null where there is none, as on macOS: there a program that lost its parser ends at its own time limit.
   */
  readonly setpriv: string | null;
}
