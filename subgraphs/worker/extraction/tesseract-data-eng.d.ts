/** The language data that ships in an npm package without types. */
declare module '@tesseract.js-data/eng' {
  const eng: { readonly code: string; readonly gzip: boolean; readonly langPath: string };
  export = eng;
}
