/** Whether `version` (as in `process.versions.node`) is 20.19 or newer, what `package.json` asks for. */
export function isNodeSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}
