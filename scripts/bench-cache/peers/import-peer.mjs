/** Imports a package from the folder that this file was copied to. */
export const importPeer = (name) => import(name);
